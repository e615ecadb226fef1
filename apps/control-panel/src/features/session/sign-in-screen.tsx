import { type SingleSignOnView, SSO_REFUSAL_WORDS } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { singleSignOnQuery } from './api/session-queries';
import { useSignIn } from './api/use-sign-in';
import { Entrance } from './components/entrance';
import { SignInForm } from './components/sign-in-form';
import { SingleSignOnButton } from './components/single-sign-on-button';
import { describeSignInFailure } from './describe-sign-in-failure';
import type { SignInSearch } from './sign-in-search';

const words = strings.session;

/** Where nothing else is known, e-mail and password are taken. */
const LOCAL_ONLY: SingleSignOnView = { isOn: false, label: '', areLocalAccountsOn: true };

interface SignInScreenProps {
  search: SignInSearch;
  onSignedIn: () => void;
}

export function SignInScreen({
  search: { next = '/control-panel', refused },
  onSignedIn,
}: SignInScreenProps) {
  const signIn = useSignIn({ onSignedIn });
  const { data: singleSignOn = LOCAL_ONLY } = useQuery(singleSignOnQuery());
  const failure = signIn.error && describeSignInFailure(signIn.error);

  return (
    <Entrance title={words.signInTitle} purpose={words.signInPurpose}>
      {refused && !failure && <Notice tone="stopped">{SSO_REFUSAL_WORDS[refused]}</Notice>}
      {failure && (
        <Notice tone="stopped" requestId={failure.requestId}>
          {failure.reason}
        </Notice>
      )}
      {singleSignOn.isOn && <SingleSignOnButton singleSignOn={singleSignOn} returnTo={next} />}
      {singleSignOn.areLocalAccountsOn && (
        <SignInForm isPending={signIn.isPending} onSubmit={signIn.mutate} />
      )}
    </Entrance>
  );
}
