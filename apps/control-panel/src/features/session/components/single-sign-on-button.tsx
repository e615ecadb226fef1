import { Button, Divider } from '@mantine/core';
import type { SingleSignOnView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';

interface SingleSignOnButtonProps {
  singleSignOn: SingleSignOnView;
  /** Where in the panel to go afterwards. */
  returnTo: string;
}

/** Leads to the organisation's own sign-in; below it, where both are taken, the local one. */
export function SingleSignOnButton({ singleSignOn, returnTo }: SingleSignOnButtonProps) {
  const query = new URLSearchParams({ returnTo });
  return (
    <>
      <Button component="a" href={`/api/admin/sso/start?${query}`} fullWidth>
        {singleSignOn.label}
      </Button>
      {singleSignOn.areLocalAccountsOn && <Divider label={strings.session.orByPassword} />}
    </>
  );
}
