const LENGTH_MAX = 500;

/**
 * Where to go after signing in: a path of this panel, whatever a link asked for. `//evil.example` and `/\evil.example`
 * are other sites to a browser, and it drops tabs and line breaks from addresses before it looks.
 */
export function panelPath(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LENGTH_MAX) return '/';
  const isOurs = /^\/(?![/\\])\P{Cc}*$/u.test(wanted) && !/^\/api(\/|$|\?)/.test(wanted);
  return isOurs ? wanted : '/';
}
