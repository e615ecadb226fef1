import type { ReactNode } from 'react';
import type { ApiError } from '../../lib/api-error';
import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { useSetUp } from './api/use-set-up';
import { Entrance } from './components/entrance';
import { SetUpForm } from './components/set-up-form';
import { SetUpLinkInvalid } from './components/set-up-link-invalid';
import type { FieldFaults } from './credentials';
import type { SetUpSearch } from './set-up-search';

interface SetUpScreenProps {
  search: SetUpSearch;
  onSignedIn: () => void;
  /** The link that leads to the sign-in page. */
  signInLink: ReactNode;
}

const words = strings.session;

export function SetUpScreen({ search: { token }, onSignedIn, signInLink }: SetUpScreenProps) {
  const setUp = useSetUp(onSignedIn);
  const { error } = setUp;

  if (token === undefined || (error && isAboutTheLink(error))) {
    return <SetUpLinkInvalid signInLink={signInLink} />;
  }
  return (
    <Entrance title={words.setUpTitle} purpose={words.setUpPurpose}>
      {error && error.errors.length === 0 && (
        <Notice tone="stopped" requestId={error.requestId}>
          {error.status === 429 ? words.tooManyAttempts(error.retryAfterSeconds) : error.message}
        </Notice>
      )}
      <SetUpForm
        isPending={setUp.isPending}
        refused={error ? faultsOf(error) : {}}
        onSubmit={(manager) => setUp.mutate({ ...manager, token })}
      />
    </Entrance>
  );
}

/** Every refusal that names no field of the form is about the link: unknown, used, or too late. */
function isAboutTheLink({ status, errors }: ApiError): boolean {
  const isRefused = status >= 400 && status < 500 && status !== 429;
  return isRefused && !errors.some(({ field }) => field === 'email' || field === 'password');
}

function faultsOf({ errors }: ApiError): FieldFaults {
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}
