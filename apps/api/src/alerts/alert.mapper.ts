import type { AlertChannelView, AlertView } from '@oracle-integration/contracts';
import type { AlertEntity } from './alert.entities';
import type { ChannelStanding } from './alert.repository';

export function alertView({ id, kind, subject, reason, action, openedAt, closedAt }: AlertEntity): AlertView {
  return {
    id,
    kind,
    subject,
    reason,
    action,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}

export function alertChannelView(
  { channel, lastSentAt, failedAt, failure, isGivenUp, waiting }: ChannelStanding,
  isConfigured: boolean,
): AlertChannelView {
  const isStillSo = failedAt !== null && (lastSentAt === null || failedAt > lastSentAt);
  return {
    channel,
    isConfigured,
    lastSentAt: lastSentAt?.toISOString() ?? null,
    failure: isStillSo ? { at: failedAt.toISOString(), reason: failure ?? '', isGivenUp } : null,
    waiting,
  };
}
