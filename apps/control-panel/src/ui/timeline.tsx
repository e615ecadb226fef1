import type { ReactNode } from 'react';
import { type Icon, type Tone, TONE_ICONS } from './tone';

/** What happened, in order; the newest stands last. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="timeline" aria-label={label}>
      {children}
    </ol>
  );
}

interface TimelineEventProps {
  tone: Tone;
  icon?: Icon;
  /** What happened, in one line. */
  title: ReactNode;
  /** When, as a `time` element. */
  time?: ReactNode;
  /** The reason, what changed, folded details. */
  children?: ReactNode;
}

/** One event of a `Timeline`. */
export function TimelineEvent({ tone, icon, title, time, children }: TimelineEventProps) {
  const Icon = icon ?? TONE_ICONS[tone];
  return (
    <li className="timeline-event" data-tone={tone}>
      <span className="timeline-icon">
        <Icon size={16} stroke={2} aria-hidden />
      </span>
      <div className="timeline-body">
        <div className="timeline-line">
          <span className="timeline-title">{title}</span>
          {time && <span className="timeline-time">{time}</span>}
        </div>
        {children}
      </div>
    </li>
  );
}
