import { Button } from '@mantine/core';
import { IconHomeCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { useConfirmCopy } from './push-control';

const words = strings.overviewActions.copy;

/** Says that this installation, restored from a backup, delivers from now on. What goes out then cannot be taken back. */
export function ConfirmCopyButton({ waiting }: { waiting: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const confirm = useConfirmCopy(() => {
    setIsAsking(false);
    toast.done(words.done);
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconHomeCheck size={16} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {words.open}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.title}
        confirmLabel={words.confirm}
        isPending={confirm.isPending}
        error={confirm.error}
        onConfirm={() => confirm.mutate()}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.text(waiting)}</p>
        <p>{words.testSystem}</p>
      </ConfirmDialog>
    </>
  );
}
