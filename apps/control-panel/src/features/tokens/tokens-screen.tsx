import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../lib/strings';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { toast } from '../../ui/toast';
import { type ApiToken, tokenQueries } from './api/token-queries';
import { useRevokeToken } from './api/use-revoke-token';
import { TokenDialog } from './components/token-dialog';
import { TokenTable } from './components/token-table';

const words = strings.tokens;

/** What is open over the list. */
type Dialog = { kind: 'generate' } | { kind: 'replace' | 'revoke'; token: ApiToken } | null;

export function TokensScreen() {
  const { data, error, isPending, refetch } = useQuery(tokenQueries.list());
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const generateButton = (
    <Button leftSection={<IconKey size={16} aria-hidden />} onClick={() => setDialog({ kind: 'generate' })}>
      {words.generate}
    </Button>
  );
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} aside={generateButton} />
      {data?.length === 0 && (
        <EmptyState title={words.emptyTitle} icon={IconKey}>
          {words.empty}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <TokenTable
          tokens={data}
          onReplace={(token) => setDialog({ kind: 'replace', token })}
          onRevoke={(token) => setDialog({ kind: 'revoke', token })}
        />
      )}
      {!data && isPending && <ListSkeleton label={words.loading} />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} />
      )}
      {(dialog?.kind === 'generate' || dialog?.kind === 'replace') && (
        <TokenDialog replaced={dialog.kind === 'replace' ? dialog.token : null} onClose={close} />
      )}
      {dialog?.kind === 'revoke' && <RevokeDialog token={dialog.token} onClose={close} />}
    </>
  );
}

function RevokeDialog({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const revoke = useRevokeToken();
  return (
    <ConfirmDialog
      isOpen
      title={words.revokeTitle(token.label)}
      confirmLabel={words.revoke}
      isDangerous
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() =>
        revoke.mutate(token.id, {
          onSuccess: () => {
            toast.done(words.revoked(token.label));
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      {words.revokeText(token.consumer.name)}
    </ConfirmDialog>
  );
}
