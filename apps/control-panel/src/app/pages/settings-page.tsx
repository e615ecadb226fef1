import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { SettingsScreen } from '../../features/settings/settings-screen';
import { PreflightButton } from '../../features/mapping/preflight/preflight-button';
import { strings } from '../../lib/strings';

export function SettingsPage() {
  return (
    <SettingsScreen
      firstStepsLink={
        <Button
          component={Link}
          to="/control-panel/first-steps"
          variant="default"
          leftSection={<IconRoute size={16} aria-hidden />}
        >
          {strings.firstRun.stepByStep}
        </Button>
      }
      mappingLink={
        <Link to="/control-panel/mapping" search={{}} className="text-link">
          {strings.settings.mapping.toScreen}
        </Link>
      }
      preflightOf={(values) => <PreflightButton values={values} />}
    />
  );
}
