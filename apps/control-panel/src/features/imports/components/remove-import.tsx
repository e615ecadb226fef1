import { strings } from '../../../lib/strings';
import { RemoveButton } from '../../../ui/remove-button';
import { toast } from '../../../ui/toast';
import type { ImportDetail } from '../api/import';
import { useRemoveImport } from '../api/import-actions';

const words = strings.imports.remove;

interface RemoveImportProps {
  detail: ImportDetail;
  onRemoved: () => void;
}

/** Removes an import with its rows, after asking; its completions stay. */
export function RemoveImport({ detail: { id, filename }, onRemoved }: RemoveImportProps) {
  const removal = useRemoveImport(id, () => {
    toast.done(words.done(filename));
    onRemoved();
  });
  const question = { ...words, title: words.title(filename) };
  return (
    <RemoveButton
      label={words.button}
      question={question}
      removal={removal}
      onRemove={() => removal.mutate(undefined)}
    />
  );
}
