import { formatExact, formatMoment, formatRelative } from '../lib/format';

interface RelativeTimeProps {
  moment: Date;
  /** The service's clock at the moment of the figures: a wrong clock on the desk then cannot shift an age. */
  now: Date;
}

/** `12 s ago`, with the exact time in UTC on hover. */
export function RelativeTime({ moment, now }: RelativeTimeProps) {
  return (
    <time dateTime={moment.toISOString()} title={formatExact(moment)} className="relative-time">
      {formatRelative(moment, now)}
    </time>
  );
}

/** `1 Feb 2026, 15:03` in the viewer's own zone, with the exact time in UTC on hover. */
export function ExactTime({ moment }: { moment: Date }) {
  return (
    <time dateTime={moment.toISOString()} title={formatExact(moment)} className="relative-time">
      {formatMoment(moment)}
    </time>
  );
}
