import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type IssuedLinkView, ManagerRole } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { useInvite } from '../api/use-manager-actions';

interface InviteDialogProps {
  onInvited: (issued: IssuedLinkView) => void;
  onClose: () => void;
}

const words = strings.managers.invite;

/** Whom to invite, and what they may do. */
export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const invite = useInvite();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<ManagerRole>(ManagerRole.View);
  const [fault, setFault] = useState<string | null>(null);
  const refused = invite.error?.errors.find(({ field }) => field === 'email')?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    const isComplete = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
    setFault(isComplete ? null : strings.session.emailInvalid);
    if (isComplete) invite.mutate({ email: email.trim(), role }, { onSuccess: onInvited });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      centered
      closeButtonProps={{ 'aria-label': strings.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {invite.error && (
            <Notice tone="stopped" requestId={invite.error.requestId}>
              {invite.error.message}
            </Notice>
          )}
          <TextInput
            label={words.email}
            type="email"
            value={email}
            error={fault ?? refused}
            data-autofocus
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Radio.Group label={words.role} value={role} onChange={(value) => setRole(value as ManagerRole)}>
            <Stack gap={8} mt={6}>
              {Object.values(ManagerRole).map((choice) => (
                <Radio
                  key={choice}
                  value={choice}
                  label={strings.managers.roles[choice]}
                  description={strings.managers.roleMeanings[choice]}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={invite.isPending}>
              {strings.common.cancel}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
