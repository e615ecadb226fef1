import { formatExact, formatSince } from '../../../lib/format';

/** When a line happened, in the viewer's zone, with the exact time in UTC on hover. */
export function EventTime({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} title={formatExact(at)}>
      {formatSince(at, now)}
    </time>
  );
}
