import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import type { ImportDetail } from '../api/import';
import { useRemoveImport } from '../api/import-actions';

const words = strings.imports.remove;

interface RemoveButtonProps {
  detail: ImportDetail;
  onRemoved: () => void;
}

/** Removes an import with its rows, after asking; its completions stay. */
export function RemoveButton({ detail: { id, filename }, onRemoved }: RemoveButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useRemoveImport(id, () => {
    toast.done(words.done(filename));
    onRemoved();
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
        title={words.title(filename)}
        confirmLabel={words.confirm}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined)}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.text}</p>
      </ConfirmDialog>
    </>
  );
}
