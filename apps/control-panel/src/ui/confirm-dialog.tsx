import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../lib/api-error';
import { strings } from '../lib/strings';
import { Notice } from './notice';

interface ConfirmDialogProps {
  isOpen: boolean;
  /** The question, with numbers: "Requeue 1,240 items?" */
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** What the button does: "Requeue 1,240 items". */
  confirmLabel: string;
  /** Whether it removes something for good. */
  isDangerous?: boolean;
  /** Whether there is nothing to do, or the numbers are not there yet. */
  isDisabled?: boolean;
  isPending: boolean;
  /** The service's own reason when it refused. */
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something happens that cannot simply be taken back; stays open, with the reason, when it is refused. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, confirmLabel, isDangerous, isDisabled, isPending, error } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={props.onClose}
      title={title}
      centered
      size="md"
      closeButtonProps={{ 'aria-label': strings.common.close }}
      closeOnClickOutside={!isPending}
      closeOnEscape={!isPending}
    >
      <Stack gap="md">
        <div className="dialog-text">{children}</div>
        {error && (
          <Notice tone="stopped" requestId={error instanceof ApiError ? error.requestId : null}>
            {error.message}
          </Notice>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} disabled={isPending}>
            {strings.common.cancel}
          </Button>
          <Button
            color={isDangerous ? 'red' : undefined}
            loading={isPending}
            disabled={isDisabled}
            onClick={props.onConfirm}
            data-autofocus
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
