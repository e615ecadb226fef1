import { AppShell, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQueries } from '../../features/session/api/session-queries';
import { useSignOut } from '../../features/session/api/use-sign-out';
import { SignInAgain } from '../../features/session/sign-in-again';
import { strings } from '../../lib/strings';
import { toViewer, ViewerContext } from '../../lib/viewer';
import { Notice } from '../../ui/notice';
import { IntegrationOff } from './integration-off';
import { MainNavigation } from './main-navigation';
import { staysWhileOff } from './navigation';
import { ShellHeader } from './shell-header';

const words = strings.shell;

/** The frame of every page inside the panel: header, navigation, content. */
export function Shell() {
  const { data: session } = useQuery(sessionQueries.current());
  const router = useRouter();
  const signOut = useSignOut(() => router.navigate({ to: '/sign-in' }));
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const { pathname } = useLocation();
  const known = useLast(session ?? undefined);
  if (!known) return null;
  const { manager, isIntegrationEnabled = true } = known;

  // The page stays as it is, with what was typed into it, until the manager is back.
  const hasSessionEnded = session === null && signOut.isIdle;
  const account = {
    email: manager.email,
    isSigningOut: signOut.isPending,
    onSignOut: () => signOut.mutate(),
  };
  return (
    <ViewerContext value={toViewer(known)}>
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
          {/* Another manager finds nothing of what the one before them typed. */}
          <div className="content" key={manager.id}>
            {signOut.error && <Notice tone="stopped">{words.signOutFailed(signOut.error.message)}</Notice>}
            {isIntegrationEnabled || staysWhileOff(pathname) ? <Outlet /> : <IntegrationOff />}
          </div>
        </AppShell.Main>
      </AppShell>
      <SignInAgain isOpen={hasSessionEnded} lastManager={manager} />
    </ViewerContext>
  );
}

/** Who is, or was, signed in: the frame does not forget them while they sign in again. */
function useLast<T>(session: T | undefined): T | undefined {
  const [last, setLast] = useState(session);
  if (session && session !== last) setLast(session);
  return session ?? last;
}
