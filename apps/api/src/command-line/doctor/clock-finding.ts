import { failed, type Finding, ok, warning } from './finding';

const NOTICEABLE_SECONDS = 5;
/** A client assertion is valid for a few minutes: beyond this Oracle takes it for one of tomorrow, or of yesterday. */
const HARMFUL_SECONDS = 60;

/** How far another clock is from ours. A `Date` header tells whole seconds, and the way there takes a moment too. */
export function clockFinding(name: string, aheadMs: number): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (seconds < NOTICEABLE_SECONDS) return ok(name, 'agrees with this machine');
  const detail = `is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine`;
  const action = 'IT: have both machines set their clocks by NTP.';
  return seconds < HARMFUL_SECONDS ? warning(name, detail, action) : failed(name, detail, action);
}
