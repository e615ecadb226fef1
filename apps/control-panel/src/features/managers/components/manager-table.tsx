import { ActionIcon, Menu, Select } from '@mantine/core';
import { ManagerRole } from '@oracle-integration/contracts';
import { IconDots } from '@tabler/icons-react';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { type Column, DataTable } from '../../../ui/data-table';
import { ExactTime } from '../../../ui/relative-time';
import { StatusWord } from '../../../ui/status-word';
import type { Manager } from '../api/manager-queries';

export interface ManagerActions {
  onRole: (manager: Manager, role: ManagerRole) => void;
  onReset: (manager: Manager) => void;
  onEnable: (manager: Manager, isEnabled: boolean) => void;
  onRemove: (manager: Manager) => void;
}

const words = strings.managers;
const ROLES = Object.values(ManagerRole).map((value) => ({ value, label: words.roles[value] }));

export function ManagerTable({
  managers,
  actions,
}: {
  managers: readonly Manager[];
  actions: ManagerActions;
}) {
  const { email: own } = useViewer();
  const columns: Column<Manager>[] = [
    {
      id: 'manager',
      header: words.columns.manager,
      isTitle: true,
      cell: ({ email, name }) => (
        <>
          <div>{email}</div>
          <div className="quiet">{[name, email === own ? words.you : null].filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    {
      id: 'role',
      header: words.columns.role,
      cell: (manager) => (
        <Select
          aria-label={words.roleOf(manager.email)}
          size="xs"
          w={130}
          data={ROLES}
          value={manager.role}
          allowDeselect={false}
          onChange={(role) => role && role !== manager.role && actions.onRole(manager, role as ManagerRole)}
        />
      ),
    },
    {
      id: 'signIn',
      header: words.columns.signIn,
      cell: (manager) => <SignInWays manager={manager} />,
    },
    {
      id: 'last',
      header: words.columns.last,
      cell: ({ lastSignedInAt }) => (lastSignedInAt ? <ExactTime moment={lastSignedInAt} /> : words.never),
    },
    {
      id: 'actions',
      header: words.columns.actions,
      cell: (manager) => <ManagerMenu manager={manager} actions={actions} />,
    },
  ];
  return <DataTable label={words.title} columns={columns} rows={managers} rowKey={({ id }) => id} />;
}

function SignInWays({ manager: { isEnabled, hasPassword, hasSingleSignOn } }: { manager: Manager }) {
  if (!isEnabled) return <StatusWord tone="off">{words.disabled}</StatusWord>;
  const ways = [hasPassword && words.password, hasSingleSignOn && words.singleSignOn].filter(Boolean);
  return ways.length > 0 ? ways.join(', ') : <StatusWord tone="attention">{words.noWay}</StatusWord>;
}

function ManagerMenu({ manager, actions }: { manager: Manager; actions: ManagerActions }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" aria-label={words.actionsOf(manager.email)}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.onReset(manager)}>{words.reset}</Menu.Item>
        <Menu.Item onClick={() => actions.onEnable(manager, !manager.isEnabled)}>
          {manager.isEnabled ? words.disable : words.enable}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => actions.onRemove(manager)}>
          {words.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
