import { Burger, Button, Group } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { strings } from '../../lib/strings';
import { ProductMark } from '../../ui/product-mark';
import type { Account } from './account';
import { ColorSchemeToggle } from './color-scheme-toggle';

interface ShellHeaderProps {
  account: Account;
  isDrawerOpen: boolean;
  onToggleDrawer: () => void;
}

const words = strings.shell;

export function ShellHeader({ account, isDrawerOpen, onToggleDrawer }: ShellHeaderProps) {
  return (
    <div className="shell-header">
      <Group gap="xs" wrap="nowrap">
        <Burger
          opened={isDrawerOpen}
          onClick={onToggleDrawer}
          hiddenFrom="sm"
          size="sm"
          aria-label={isDrawerOpen ? words.closeNavigation : words.openNavigation}
          aria-expanded={isDrawerOpen}
        />
        <Link to="/control-panel" className="product-link">
          <ProductMark />
        </Link>
      </Group>
      <Group gap="xs" wrap="nowrap" className="shell-account">
        <Link
          to="/control-panel/account"
          className="shell-email"
          title={words.ownAccount}
          aria-label={words.ownAccountOf(account.email)}
        >
          <bdi>{account.email}</bdi>
        </Link>
        <ColorSchemeToggle />
        <Button
          variant="default"
          size="xs"
          fz="sm"
          visibleFrom="sm"
          leftSection={<IconLogout size={16} aria-hidden />}
          loading={account.isSigningOut}
          onClick={account.onSignOut}
        >
          {words.signOut}
        </Button>
      </Group>
    </div>
  );
}
