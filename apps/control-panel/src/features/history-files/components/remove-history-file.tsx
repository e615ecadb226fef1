import { strings } from '../../../lib/strings';
import { RemoveButton } from '../../../ui/remove-button';
import { toast } from '../../../ui/toast';
import { useDiscardHistoryFile } from '../api/history-file-actions';

const words = strings.historyFiles.removal;

/** Removes what a file holds, after asking; its figures stay. */
export function RemoveHistoryFile({ id }: { id: string }) {
  const removal = useDiscardHistoryFile(() => toast.done(words.done));
  return (
    <RemoveButton
      label={words.button}
      question={words}
      removal={removal}
      onRemove={() => removal.mutate(id)}
    />
  );
}
