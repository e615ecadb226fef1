import { Skeleton } from '@mantine/core';
import { InvitationKind } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { invitationQueries, useAcceptInvitation } from './api/use-invitation';
import { Entrance } from './components/entrance';
import { PasswordPairForm } from './components/password-pair-form';
import type { FieldFaults } from './credentials';

interface InvitationScreenProps {
  token: string;
  onSignedIn: () => void;
  /** The link that leads to the sign-in page. */
  signInLink: ReactNode;
}

const words = strings.session.invitation;

/** Where the link of an invitation, or of a new password, leads. */
export function InvitationScreen({ token, onSignedIn, signInLink }: InvitationScreenProps) {
  const { data, error } = useQuery(invitationQueries.opened(token));
  const accept = useAcceptInvitation(onSignedIn);
  if (error) {
    return (
      <Entrance title={words.invalidTitle} purpose={words.invalid}>
        <Notice tone="stopped" requestId={error.requestId}>
          {error.message}
        </Notice>
        {signInLink}
      </Entrance>
    );
  }
  const isReset = data?.kind === InvitationKind.PasswordReset;
  return (
    <Entrance
      title={isReset ? words.resetTitle : words.title}
      purpose={
        data ? (isReset ? words.resetPurpose : words.purpose(strings.managers.roleMeanings[data.role])) : ''
      }
    >
      {accept.error && accept.error.errors.length === 0 && (
        <Notice tone="stopped" requestId={accept.error.requestId}>
          {accept.error.message}
        </Notice>
      )}
      {data ? (
        <PasswordPairForm
          email={data.email}
          submitLabel={isReset ? words.setPassword : words.join}
          isPending={accept.isPending}
          refused={faultsOf(accept.error?.errors ?? [])}
          onSubmit={(password) => accept.mutate({ token, password })}
        />
      ) : (
        <Skeleton height={220} aria-label={strings.shell.loading} />
      )}
    </Entrance>
  );
}

function faultsOf(errors: readonly { field: string; message: string }[]): FieldFaults {
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}
