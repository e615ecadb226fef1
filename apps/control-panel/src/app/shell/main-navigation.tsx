import { Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import type { Account } from './account';
import { mainNavigation, placesFor } from './navigation';

interface MainNavigationProps {
  onNavigate?: () => void;
  /** On a phone, where the header has no room for it. */
  account?: Account;
}

/** The places of the panel that the viewer may go to. */
export function MainNavigation({ onNavigate, account }: MainNavigationProps) {
  const places = placesFor(mainNavigation, useViewer());
  return (
    <>
      <ul className="navigation-list">
        {places.map(({ to, label, isExact = false, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: isExact, includeSearch: false }}
              className="navigation-link"
              onClick={onNavigate}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {account && (
        <div className="navigation-account">
          <p>
            <Link to="/control-panel/account" onClick={onNavigate} className="quiet">
              <bdi>{account.email}</bdi>
            </Link>
          </p>
          <Button
            variant="default"
            fullWidth
            leftSection={<IconLogout size={16} aria-hidden />}
            loading={account.isSigningOut}
            onClick={account.onSignOut}
          >
            {strings.shell.signOut}
          </Button>
        </div>
      )}
    </>
  );
}
