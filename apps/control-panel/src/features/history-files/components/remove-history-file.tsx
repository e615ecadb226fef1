import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { useDiscardHistoryFile } from '../api/history-file-actions';

const words = strings.historyFiles.removal;

/** Removes what a file holds, after asking; its figures stay. */
export function RemoveButton({ id }: { id: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useDiscardHistoryFile(() => {
    toast.done(words.done);
    setIsAsking(false);
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {words.button}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.title}
        confirmLabel={words.confirm}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(id)}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.text}</p>
      </ConfirmDialog>
    </>
  );
}
