import { Modal, Stack, TextInput } from '@mantine/core';
import { LOOKUP_TEXT_LENGTH_MAX, type LookupRowView, type LookupTable } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { FormButtons } from '../../../ui/form-buttons';
import { Notice } from '../../../ui/notice';
import { toast } from '../../../ui/toast';
import { useSaveLookupRow } from '../api/use-lookup-actions';

const words = strings.mapping.row;
const columns = strings.mapping.table;
const TEXT = { maxLength: LOOKUP_TEXT_LENGTH_MAX, spellCheck: false };

interface RowDialogProps {
  table: LookupTable;
  /** The row to change; `null`: a new one. */
  row: LookupRowView | null;
  onClose: () => void;
}

/** Asks for one row. The key of a row that is there stays: another key is another row. */
export function RowDialog({ table, row, onClose }: RowDialogProps) {
  const save = useSaveLookupRow(table);
  const [key, setKey] = useState(row?.key ?? '');
  const [value, setValue] = useState(row?.value ?? '');
  const [isTried, setIsTried] = useState(false);
  const missing = (text: string) => (isTried && text.trim() === '' ? words.missing : undefined);
  const refused = (field: string) => save.error?.errors.find((error) => error.field === field)?.message;

  function done() {
    toast.done(words.saved(key.trim()));
    onClose();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (key.trim() === '' || value.trim() === '') return;
    save.mutate({ key: key.trim(), value: value.trim() }, { onSuccess: () => done() });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={row ? words.changeTitle[table] : words.addTitle[table]}
      centered
      closeButtonProps={{ 'aria-label': strings.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {save.error && (
            <Notice tone="stopped" requestId={save.error.requestId}>
              {save.error.message}
            </Notice>
          )}
          <TextInput
            label={columns.key[table]}
            description={words.keyHelp[table]}
            value={key}
            error={missing(key) ?? refused('key')}
            readOnly={row !== null}
            {...TEXT}
            data-autofocus={row === null || undefined}
            onChange={({ currentTarget }) => setKey(currentTarget.value)}
          />
          <TextInput
            label={columns.value[table]}
            description={words.valueHelp}
            value={value}
            error={missing(value) ?? refused('value')}
            {...TEXT}
            data-autofocus={row !== null || undefined}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
          />
          <FormButtons submit={strings.common.save} isPending={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
