import type { ReactNode } from 'react';
import { strings } from '../lib/strings';
import { type Tone, TONE_ICONS } from './tone';

interface NoticeProps {
  tone: Tone;
  children: ReactNode;
  title?: string;
  requestId?: string | null;
  /** A button or link at the end. */
  action?: ReactNode;
}

/** A slim message in the flow of the page. Trouble is announced at once, news when the reader pauses. */
export function Notice({ tone, children, title, requestId, action }: NoticeProps) {
  const Icon = TONE_ICONS[tone];
  const isTrouble = tone === 'stopped' || tone === 'attention';
  return (
    <div className="notice" data-tone={tone} role={isTrouble ? 'alert' : 'status'}>
      <span className="notice-icon">
        <Icon size={18} stroke={2} aria-hidden />
      </span>
      <div className="notice-text">
        {title && <strong>{title} </strong>}
        {children}
        {requestId && <div className="request-id">{strings.common.requestId(requestId)}</div>}
      </div>
      {action}
    </div>
  );
}
