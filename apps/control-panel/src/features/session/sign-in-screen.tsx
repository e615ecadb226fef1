import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { useSignIn } from './api/use-sign-in';
import { Entrance } from './components/entrance';
import { SignInForm } from './components/sign-in-form';
import { describeSignInFailure } from './describe-sign-in-failure';

const words = strings.session;

export function SignInScreen({ onSignedIn }: { onSignedIn: () => void }) {
  const signIn = useSignIn({ onSignedIn });
  const failure = signIn.error && describeSignInFailure(signIn.error);

  return (
    <Entrance title={words.signInTitle} purpose={words.signInPurpose}>
      {failure && (
        <Notice tone="stopped" requestId={failure.requestId}>
          {failure.reason}
        </Notice>
      )}
      <SignInForm isPending={signIn.isPending} onSubmit={signIn.mutate} />
    </Entrance>
  );
}
