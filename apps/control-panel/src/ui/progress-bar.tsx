import { formatCount } from '../lib/format';
import { strings } from '../lib/strings';

interface ProgressBarProps {
  /** What goes on: "Backfill". */
  label: string;
  done: number;
  /** `null` until it is known how much there is to do. */
  total: number | null;
}

/** How far something has come, as a bar and in figures. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const percent = total === null ? null : total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
  return (
    <div className="progress">
      <progress aria-label={label} max={100} {...(percent === null ? {} : { value: percent })} />
      <span className="progress-figures">
        {total === null || percent === null
          ? formatCount(done)
          : strings.common.progress(formatCount(Math.min(done, total)), formatCount(total), percent)}
      </span>
    </div>
  );
}
