import { Button } from '@mantine/core';
import type { SettingChanges } from '@oracle-integration/contracts';
import { IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { DetailDrawer } from '../../../ui/detail-drawer';
import { PreflightPanel } from './preflight-panel';

const words = strings.mapping.preflight;

/** Opens the preflight beside a form, so that what is typed there can be tried before it is saved. */
export function PreflightButton({ values }: { values: SettingChanges }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChecklist size={16} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {words.open}
      </Button>
      <DetailDrawer title={words.title} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <PreflightPanel values={values} />
      </DetailDrawer>
    </>
  );
}
