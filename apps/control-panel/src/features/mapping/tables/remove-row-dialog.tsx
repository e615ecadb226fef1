import type { LookupRowView, LookupTable } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { useRemoveLookupRow } from '../api/use-lookup-actions';

const words = strings.mapping.removal;

interface RemoveRowDialogProps {
  table: LookupTable;
  row: LookupRowView;
  onClose: () => void;
}

/** Asks before a row is removed: what goes by it waits from then on. */
export function RemoveRowDialog({ table, row: { key, value }, onClose }: RemoveRowDialogProps) {
  const remove = useRemoveLookupRow(table);
  const onConfirm = () =>
    remove.mutate(
      { key },
      {
        onSuccess: () => {
          toast.done(words.done(key));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      title={words.title(key)}
      confirmLabel={words.confirm}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{words.text[table](value)}</p>
    </ConfirmDialog>
  );
}
