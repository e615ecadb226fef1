import { type ReactNode, useId } from 'react';
import { formatCount } from '../lib/format';
import type { Icon, Tone } from './tone';

interface FigureProps {
  name: string;
  count: number;
  /** One line that says what is counted. */
  meaning: string;
  tone?: Tone;
  icon?: Icon;
  /** The one figure that matters most takes two places. */
  isWide?: boolean;
  /** Makes the whole figure lead to what is counted. */
  linkOf?: (name: ReactNode) => ReactNode;
}

/** A number with its name and meaning; a list item of `FigureList`. Nothing counted is shown quietly. */
export function Figure(props: FigureProps) {
  const { name, count, meaning, tone = 'off', icon: Icon, isWide = false, linkOf } = props;
  const id = useId();
  return (
    <li className="figure" data-tone={tone} data-zero={count === 0} data-wide={isWide} aria-labelledby={id}>
      <span className="figure-name" id={id}>
        {Icon && <Icon size={16} stroke={2} aria-hidden />}
        {linkOf ? linkOf(name) : name}
      </span>
      <span className="figure-count">{formatCount(count)}</span>
      <span className="figure-meaning">{meaning}</span>
    </li>
  );
}
