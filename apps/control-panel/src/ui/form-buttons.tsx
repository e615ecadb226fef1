import { Button, Group } from '@mantine/core';
import { strings } from '../lib/strings';

interface FormButtonsProps {
  /** What sending the form does. */
  submit: string;
  isPending: boolean;
  onCancel: () => void;
}

/** At the end of a form in a dialog. */
export function FormButtons({ submit, isPending, onCancel }: FormButtonsProps) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel} disabled={isPending}>
        {strings.common.cancel}
      </Button>
      <Button type="submit" loading={isPending}>
        {submit}
      </Button>
    </Group>
  );
}
