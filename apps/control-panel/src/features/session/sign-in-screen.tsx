import type { ApiError } from '../../lib/api-error';
import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { useSignIn } from './api/use-sign-in';
import { Entrance } from './components/entrance';
import { SignInForm } from './components/sign-in-form';
import type { SignInSearch } from './sign-in-search';

interface SignInScreenProps {
  search: SignInSearch;
  onSignedIn: () => void;
}

const words = strings.session;

export function SignInScreen({ search, onSignedIn }: SignInScreenProps) {
  const signIn = useSignIn(onSignedIn);

  return (
    <Entrance title={words.signInTitle} purpose={words.signInPurpose}>
      {signIn.error ? (
        <Notice tone="stopped" requestId={requestIdWorthShowing(signIn.error)}>
          {reasonOf(signIn.error)}
        </Notice>
      ) : (
        search.ended && <Notice tone="progress">{words.sessionEnded}</Notice>
      )}
      <SignInForm isPending={signIn.isPending} onSubmit={signIn.mutate} />
    </Entrance>
  );
}

function reasonOf(error: ApiError): string {
  if (error.status === 401) return words.wrongCredentials;
  if (error.status === 429) return words.tooManyAttempts(error.retryAfterSeconds);
  return error.message;
}

/** A typing mistake is nobody's incident: the number to quote only stands where something failed. */
function requestIdWorthShowing(error: ApiError): string | null {
  return error.isTransient ? error.requestId : null;
}
