import { formatCount } from '../../../lib/format';
import { NoneOfThem } from '../../../ui/nothing';
import type { Tone } from '../../../ui/tone';

/** A count in a row: nothing is quiet, and what somebody must look at has its colour. */
export function CountCell({ count, tone }: { count: number; tone?: Tone }) {
  if (count === 0) return <NoneOfThem />;
  return (
    <span className="count-cell" data-tone={tone}>
      {formatCount(count)}
    </span>
  );
}
