import { formatExact, formatRelative } from '../lib/format';

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
