import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { SettingsScreen } from '../../features/settings/settings-screen';
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
    />
  );
}
