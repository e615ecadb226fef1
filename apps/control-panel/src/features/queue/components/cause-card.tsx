import { formatExact, formatSince } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { TechnicalDetails } from '../../../ui/technical-details';
import { type Tone, TONE_ICONS } from '../../../ui/tone';
import type { ReactNode } from 'react';

export interface CauseCardProps {
  tone: Tone;
  /** One sentence: what happened. */
  reason: string;
  /** Who must act, and how. */
  action: string;
  /** How many are touched. */
  count: string;
  since: Date | null;
  now: Date;
  technical: readonly (readonly [name: string, value: string])[];
  /** Links and buttons. */
  children: ReactNode;
}

const words = strings.queue.groups;

/** One cause: what happened, how many, since when, who must act, what to press. */
export function CauseCard({ tone, reason, action, count, since, now, technical, children }: CauseCardProps) {
  const Icon = TONE_ICONS[tone];
  return (
    <li className="cause surface" data-tone={tone}>
      <span className="cause-icon">
        <Icon size={22} stroke={1.9} aria-hidden />
      </span>
      <div className="cause-body">
        <h2 className="cause-reason">{reason}</h2>
        <p className="cause-count">
          <strong>{count}</strong>
          {since && (
            <>
              {' · '}
              <time dateTime={since.toISOString()} title={formatExact(since)}>
                {words.since(formatSince(since, now)).toLowerCase()}
              </time>
            </>
          )}
        </p>
        <p className="cause-action">
          <strong>{words.whoActs}:</strong> {action}
        </p>
        {technical.length > 0 && <TechnicalDetails rows={technical} />}
      </div>
      <div className="cause-buttons">{children}</div>
    </li>
  );
}
