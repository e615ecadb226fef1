import { useId } from 'react';
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
}

/** A number with its name and meaning; a list item of `FigureList`. Nothing counted is shown quietly. */
export function Figure({ name, count, meaning, tone = 'off', icon: Icon, isWide = false }: FigureProps) {
  const id = useId();
  return (
    <li className="figure" data-tone={tone} data-zero={count === 0} data-wide={isWide} aria-labelledby={id}>
      <span className="figure-name" id={id}>
        {Icon && <Icon size={16} stroke={2} aria-hidden />}
        {name}
      </span>
      <span className="figure-count">{formatCount(count)}</span>
      <span className="figure-meaning">{meaning}</span>
    </li>
  );
}
