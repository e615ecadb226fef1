import type { IssuedLinkView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import type { Manager } from '../api/manager-queries';
import { useChangeManager, useRemoveManager, useResetPassword } from '../api/use-manager-actions';

interface ManagerDialogProps {
  manager: Manager;
  onClose: () => void;
}

const words = strings.managers;

export function DisableDialog({ manager, onClose }: ManagerDialogProps) {
  const change = useChangeManager();
  return (
    <ConfirmDialog
      isOpen
      title={words.disableTitle(manager.email)}
      confirmLabel={words.disable}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() =>
        change.mutate(
          { id: manager.id, isEnabled: false },
          { onSuccess: () => closeWith(words.disabledDone(manager.email), onClose) },
        )
      }
      onClose={onClose}
    >
      {words.disableText}
    </ConfirmDialog>
  );
}

export function RemoveDialog({ manager, onClose }: ManagerDialogProps) {
  const remove = useRemoveManager();
  return (
    <ConfirmDialog
      isOpen
      title={words.removeTitle(manager.email)}
      confirmLabel={words.remove}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(manager.id, { onSuccess: () => closeWith(words.removed(manager.email), onClose) })
      }
      onClose={onClose}
    >
      {words.removeText}
    </ConfirmDialog>
  );
}

interface ResetDialogProps extends ManagerDialogProps {
  onIssued: (issued: IssuedLinkView) => void;
}

export function ResetDialog({ manager, onIssued, onClose }: ResetDialogProps) {
  const reset = useResetPassword();
  return (
    <ConfirmDialog
      isOpen
      title={words.resetTitle(manager.email)}
      confirmLabel={words.resetConfirm}
      isPending={reset.isPending}
      error={reset.error}
      onConfirm={() => reset.mutate(manager.id, { onSuccess: onIssued })}
      onClose={onClose}
    >
      {words.resetText}
    </ConfirmDialog>
  );
}

function closeWith(message: string, onClose: () => void): void {
  toast.done(message);
  onClose();
}
