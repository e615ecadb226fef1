import { redirect } from '@tanstack/react-router';

/** A redirect to a path of this panel, checked by `parseSignInSearch`; without one, to the overview. */
export function toPanelPath(path: string | undefined) {
  return path === undefined
    ? redirect({ to: '/control-panel', replace: true })
    : redirect({ href: path, replace: true });
}
