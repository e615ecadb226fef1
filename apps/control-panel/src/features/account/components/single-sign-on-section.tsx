import { Button } from '@mantine/core';
import { SSO_REFUSAL_WORDS, type SsoRefusal } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { accountQueries } from '../api/account-queries';
import { useLinkSingleSignOn } from '../api/use-account-actions';

const words = strings.account.singleSignOn;

/** Connects one's account with the organisation's sign-in; nothing where there is none. */
export function SingleSignOnSection({ refused }: { refused: SsoRefusal | undefined }) {
  const { data } = useQuery(accountQueries.singleSignOn());
  const link = useLinkSingleSignOn();
  if (!data?.isOn) return null;
  return (
    <Section heading={words.title} purpose={words.purpose}>
      {refused && <Notice tone="stopped">{SSO_REFUSAL_WORDS[refused]}</Notice>}
      {link.error && (
        <Notice tone="stopped" requestId={link.error.requestId}>
          {link.error.message}
        </Notice>
      )}
      <div>
        <Button variant="default" loading={link.isPending} onClick={() => link.mutate('/account')}>
          {words.connect}
        </Button>
      </div>
    </Section>
  );
}
