import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

interface SignedOut {
  isSignedOut: boolean;
  /** Whether the manager asked for it; else the session ended under their hands. */
  isOnPurpose: boolean;
}

/**
 * Leads to the sign-in page as soon as nobody is signed in.
 *
 * An effect rather than `<Navigate>`: that one navigates anew at every render, and an address that holds the
 * present address as `next` then grows without end.
 */
export function useLeaveWhenSignedOut({ isSignedOut, isOnPurpose }: SignedOut): void {
  const router = useRouter();
  useEffect(() => {
    if (!isSignedOut) return;
    const search = isOnPurpose ? {} : { next: router.state.location.href, ended: true };
    void router.navigate({ to: '/sign-in', search, replace: true });
  }, [isSignedOut, isOnPurpose, router]);
}
