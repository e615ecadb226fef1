import { Button, Group, Modal, Stack } from '@mantine/core';
import { InvitationKind, type IssuedLinkView } from '@oracle-integration/contracts';
import { formatMoment } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { SecretOnce } from '../../../ui/secret-once';

const words = strings.managers.issued;

/** A link to hand over, shown this one time. */
export function IssuedLink({ issued, onClose }: { issued: IssuedLinkView; onClose: () => void }) {
  const { kind, email, expiresAt } = issued.invitation;
  const isInvitation = kind === InvitationKind.Invitation;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isInvitation ? words.invitationTitle(email) : words.resetTitle(email)}
      size="lg"
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': strings.common.close }}
    >
      <Stack gap="md">
        <SecretOnce label={words.link} secret={issued.link}>
          {words.handOver(email, formatMoment(new Date(expiresAt)))}
        </SecretOnce>
        <Group justify="flex-end">
          <Button onClick={onClose}>{words.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
