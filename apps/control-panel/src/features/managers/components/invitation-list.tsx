import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatMoment } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { Section } from '../../../ui/section';
import { toast } from '../../../ui/toast';
import { type Invitation, managerQueries } from '../api/manager-queries';
import { useWithdrawInvitation } from '../api/use-manager-actions';

const words = strings.managers.open;

/** Links that somebody holds and has not used yet; nothing where there is none. */
export function InvitationList() {
  const { data } = useQuery(managerQueries.invitations());
  const withdraw = useWithdrawInvitation();
  if (!data || data.length === 0) return null;
  const columns: Column<Invitation>[] = [
    { id: 'email', header: words.email, cell: ({ email }) => email, isTitle: true },
    {
      id: 'kind',
      header: words.kind,
      cell: ({ kind, role }) => words.kinds[kind](strings.managers.roles[role]),
    },
    { id: 'by', header: words.by, cell: ({ invitedBy }) => invitedBy },
    { id: 'until', header: words.until, cell: ({ expiresAt }) => formatMoment(expiresAt) },
    {
      id: 'actions',
      header: strings.managers.columns.actions,
      cell: ({ id, email }) => (
        <Button
          size="xs"
          variant="default"
          loading={withdraw.isPending && withdraw.variables === id}
          aria-label={words.withdrawOf(email)}
          onClick={() =>
            withdraw.mutate(id, {
              onSuccess: () => toast.done(words.withdrawn(email)),
              onError: (error) => toast.failed(words.notWithdrawn, error),
            })
          }
        >
          {words.withdraw}
        </Button>
      ),
    },
  ];
  return (
    <Section heading={words.title} purpose={words.purpose}>
      <DataTable label={words.title} columns={columns} rows={data} rowKey={({ id }) => id} />
    </Section>
  );
}
