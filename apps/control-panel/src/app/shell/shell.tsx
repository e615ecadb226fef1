import { AppShell, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { sessionQueries } from '../../features/session/api/session-queries';
import { useSignOut } from '../../features/session/api/use-sign-out';
import { strings } from '../../lib/strings';
import { Notice } from '../../ui/notice';
import { MainNavigation } from './main-navigation';
import { ShellHeader } from './shell-header';
import { useLeaveWhenSignedOut } from './use-leave-when-signed-out';

const words = strings.shell;

/** The frame of every page inside the panel: header, navigation, content. */
export function Shell() {
  const { data: session } = useQuery(sessionQueries.current());
  const signOut = useSignOut();
  const [isDrawerOpen, drawer] = useDisclosure(false);

  const isSignedOut = session === null;
  useLeaveWhenSignedOut({ isSignedOut, isOnPurpose: signOut.isPending || signOut.isSuccess });
  if (isSignedOut) return null;

  const account = {
    email: session?.manager.email ?? '',
    isSigningOut: signOut.isPending,
    onSignOut: () => signOut.mutate(),
  };
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding={0}
    >
      <a href="#content" className="skip-link">
        {words.skipToContent}
      </a>
      <AppShell.Header className="surface">
        <ShellHeader account={account} isDrawerOpen={isDrawerOpen} onToggleDrawer={drawer.toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" className="surface" aria-label={words.mainNavigation}>
        <p className="navigation-heading">{words.mainNavigation}</p>
        <MainNavigation />
      </AppShell.Navbar>
      <Drawer
        opened={isDrawerOpen}
        onClose={drawer.close}
        hiddenFrom="sm"
        size={280}
        title={words.mainNavigation}
        classNames={{ content: 'surface', header: 'surface', title: 'drawer-title' }}
        closeButtonProps={{ 'aria-label': words.closeNavigation }}
      >
        <nav aria-label={words.mainNavigation}>
          <MainNavigation onNavigate={drawer.close} account={account} />
        </nav>
      </Drawer>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className="content">
          {signOut.error && <Notice tone="stopped">{words.signOutFailed(signOut.error.message)}</Notice>}
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
