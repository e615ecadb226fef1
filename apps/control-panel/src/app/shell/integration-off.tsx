import { Button } from '@mantine/core';
import { IconPower } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';

const words = strings.shell.integrationOff;

/** In place of every page that has nothing to show while the integration is off. */
export function IntegrationOff() {
  const { mayManage } = useViewer();
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} />
      <EmptyState
        title={words.heading}
        icon={IconPower}
        action={
          mayManage && (
            <Button component={Link} to="/control-panel/settings">
              {words.toSettings}
            </Button>
          )
        }
      >
        {mayManage ? words.forManage : words.forView}
      </EmptyState>
    </>
  );
}
