import { Modal, Stack } from '@mantine/core';
import type { SessionView } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { useSignIn } from './api/use-sign-in';
import { SignInForm } from './components/sign-in-form';
import { describeSignInFailure } from './describe-sign-in-failure';

interface SignInAgainProps {
  isOpen: boolean;
  /** Whose session has ended. */
  lastManager: SessionView['manager'];
}

const words = strings.session;

/**
 * Over the page when a session ends under a manager's hands. The page below stays mounted: what was typed into it
 * is there afterwards.
 */
export function SignInAgain({ isOpen, lastManager }: SignInAgainProps) {
  const signIn = useSignIn({ lastManagerId: lastManager.id });
  const failure = signIn.error && describeSignInFailure(signIn.error);
  return (
    <Modal
      opened={isOpen}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
      title={words.signInAgainTitle}
      overlayProps={{ backgroundOpacity: 0.45, blur: 6 }}
    >
      <Stack gap="md">
        {failure ? (
          <Notice tone="stopped" requestId={failure.requestId}>
            {failure.reason}
          </Notice>
        ) : (
          <p className="quiet">{words.sessionEnded}</p>
        )}
        <SignInForm email={lastManager.email} isPending={signIn.isPending} onSubmit={signIn.mutate} />
      </Stack>
    </Modal>
  );
}
