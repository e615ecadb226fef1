/**
 * The environment of a process whose clock is wrong by so many seconds: all that it makes of the present time is
 * shifted, while timers run as ever.
 */
export function clockSkew(seconds: number): Record<string, string> {
  const script = `
    const RightDate = Date;
    const now = () => RightDate.now() + ${seconds * 1000};
    globalThis.Date = class Date extends RightDate {
      constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
      static now() { return now(); }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}
