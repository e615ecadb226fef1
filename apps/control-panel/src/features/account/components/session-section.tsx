import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { ErrorState } from '../../../ui/error-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { ExactTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import { toast } from '../../../ui/toast';
import { accountQueries, type OwnSession } from '../api/account-queries';
import { useEndSession } from '../api/use-account-actions';

const words = strings.account.sessions;

/** Where one is signed in, and a way to end what one does not know. */
export function SessionSection() {
  const { data, error, isPending, refetch } = useQuery(accountQueries.sessions());
  return (
    <Section heading={words.title} purpose={words.purpose}>
      {data && <SessionTable sessions={data} />}
      {!data && isPending && <ListSkeleton label={words.loading} rows={3} />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} />
      )}
    </Section>
  );
}

function SessionTable({ sessions }: { sessions: readonly OwnSession[] }) {
  const end = useEndSession();
  const columns: Column<OwnSession>[] = [
    {
      id: 'browser',
      header: words.browser,
      isTitle: true,
      cell: ({ userAgent, isCurrent }) => (
        <>
          <div>{userAgent ?? words.unknownBrowser}</div>
          {isCurrent && <StatusWord tone="ok">{words.current}</StatusWord>}
        </>
      ),
    },
    { id: 'address', header: words.address, cell: ({ address }) => address ?? '' },
    { id: 'used', header: words.lastUsed, cell: ({ lastUsedAt }) => <ExactTime moment={lastUsedAt} /> },
    { id: 'ends', header: words.ends, cell: ({ expiresAt }) => <ExactTime moment={expiresAt} /> },
    {
      id: 'actions',
      header: words.actions,
      cell: ({ id, isCurrent }) =>
        !isCurrent && (
          <Button
            size="xs"
            variant="default"
            loading={end.isPending && end.variables === id}
            onClick={() =>
              end.mutate(id, {
                onSuccess: () => toast.done(words.ended),
                onError: (reason) => toast.failed(words.notEnded, reason),
              })
            }
          >
            {words.end}
          </Button>
        ),
    },
  ];
  return <DataTable label={words.title} columns={columns} rows={sessions} rowKey={({ id }) => id} />;
}
