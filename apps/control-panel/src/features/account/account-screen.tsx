import type { SsoRefusal } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { PageHeader } from '../../ui/page-header';
import { PasswordSection } from './components/password-section';
import { SessionSection } from './components/session-section';
import { SingleSignOnSection } from './components/single-sign-on-section';

const words = strings.account;

/** One's own account. */
export function AccountScreen({ refused }: { refused: SsoRefusal | undefined }) {
  const { email } = useViewer();
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose(email)} />
      <SingleSignOnSection refused={refused} />
      <SessionSection />
      <PasswordSection />
    </>
  );
}
