import { Button } from '@mantine/core';
import type { IssuedLinkView } from '@oracle-integration/contracts';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../lib/strings';
import { ErrorState } from '../../ui/error-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { toast } from '../../ui/toast';
import { type Manager, managerQueries } from './api/manager-queries';
import { useChangeManager } from './api/use-manager-actions';
import { InvitationList } from './components/invitation-list';
import { InviteDialog } from './components/invite-dialog';
import { IssuedLink } from './components/issued-link';
import { DisableDialog, RemoveDialog, ResetDialog } from './components/manager-dialogs';
import { type ManagerActions, ManagerTable } from './components/manager-table';

const words = strings.managers;

/** What is open over the list. */
type Dialog =
  | { kind: 'invite' }
  | { kind: 'issued'; issued: IssuedLinkView }
  | { kind: 'disable' | 'remove' | 'reset'; manager: Manager }
  | null;

export function ManagersScreen() {
  const { data, error, isPending, refetch } = useQuery(managerQueries.list());
  const [dialog, setDialog] = useState<Dialog>(null);
  const change = useChangeManager();
  const actions: ManagerActions = {
    onRole: ({ id, email }, role) =>
      change.mutate(
        { id, role },
        {
          onSuccess: () => toast.done(words.roleChanged(email, words.roles[role])),
          onError: (reason) => toast.failed(words.notChanged, reason),
        },
      ),
    onEnable: (manager, isEnabled) =>
      isEnabled
        ? change.mutate(
            { id: manager.id, isEnabled },
            {
              onSuccess: () => toast.done(words.enabledDone(manager.email)),
              onError: (reason) => toast.failed(words.notChanged, reason),
            },
          )
        : setDialog({ kind: 'disable', manager }),
    onReset: (manager) => setDialog({ kind: 'reset', manager }),
    onRemove: (manager) => setDialog({ kind: 'remove', manager }),
  };
  return (
    <>
      <PageHeader
        title={words.title}
        purpose={words.purpose}
        aside={
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => setDialog({ kind: 'invite' })}
          >
            {words.inviteButton}
          </Button>
        }
      />
      {data && <ManagerTable managers={data} actions={actions} />}
      {data && <InvitationList />}
      {!data && isPending && <ListSkeleton label={words.loading} rows={4} />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} />
      )}
      <OpenDialog dialog={dialog} onChange={setDialog} />
    </>
  );
}

function OpenDialog({ dialog, onChange }: { dialog: Dialog; onChange: (dialog: Dialog) => void }) {
  const close = () => onChange(null);
  const showLink = (issued: IssuedLinkView) => onChange({ kind: 'issued', issued });
  switch (dialog?.kind) {
    case 'invite':
      return <InviteDialog onInvited={showLink} onClose={close} />;
    case 'issued':
      return <IssuedLink issued={dialog.issued} onClose={close} />;
    case 'disable':
      return <DisableDialog manager={dialog.manager} onClose={close} />;
    case 'remove':
      return <RemoveDialog manager={dialog.manager} onClose={close} />;
    case 'reset':
      return <ResetDialog manager={dialog.manager} onIssued={showLink} onClose={close} />;
    case undefined:
      return null;
  }
}
