import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from './confirm-dialog';

interface RemoveButtonProps {
  label: string;
  /** What is asked before anything is removed. */
  question: { title: string; text: string; confirm: string };
  /** How far the removal is; its success closes the question. */
  removal: { isPending: boolean; isSuccess: boolean; error: Error | null };
  onRemove: () => void;
}

/** Removes something for good, after asking. */
export function RemoveButton({ label, question, removal, onRemove }: RemoveButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking && !removal.isSuccess}
        title={question.title}
        confirmLabel={question.confirm}
        isDangerous
        isPending={removal.isPending}
        error={removal.error}
        onConfirm={onRemove}
        onClose={() => setIsAsking(false)}
      >
        <p>{question.text}</p>
      </ConfirmDialog>
    </>
  );
}
