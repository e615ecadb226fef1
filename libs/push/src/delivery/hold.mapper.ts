import type { HoldView } from '@oracle-integration/contracts';
import type { UnconfirmedCopy } from '@oracle-integration/platform';
import type { Settings } from '@oracle-integration/settings';
import { profileOf } from '../profile/profiles';
import { deliveryTargetOf } from '../target/delivery-target';
import type { PushTargetEntity } from './push-target.entity';
import { TROUBLE_WORDS } from './trouble';

interface Situation {
  readonly waiting: number;
  readonly startedAt: Date;
  readonly now: Date;
  readonly copy: UnconfirmedCopy | null;
}

/** What holds deliveries up, in a manager's words: what is wrong, since when, how many wait, who must act. */
export function holdViews(
  settings: Settings,
  target: PushTargetEntity | null,
  situation: Situation,
): HoldView[] {
  if (!settings.integrationEnabled || !settings.pushEnabled) return [];
  const configured = deliveryTargetOf(settings, profileOf(settings).missing(settings));
  if ('missing' in configured) return [unconfigured(configured, situation)];
  return [...copyOf(situation), ...pauseOf(target, situation), ...holdOf(target, situation)];
}

function unconfigured(
  { missing, unreadable }: { missing: readonly string[]; unreadable: readonly string[] },
  { waiting, startedAt }: Situation,
): HoldView {
  const code = unreadable.length > 0 ? 'PUSH.SECRET_UNREADABLE' : 'PUSH.NOT_CONFIGURED';
  const { reason, action } = TROUBLE_WORDS[code];
  const which = unreadable.length > 0 ? `It is ${unreadable.join(', ')}.` : `Missing: ${missing.join(', ')}.`;
  return {
    code,
    reason: `${reason} ${which}`,
    since: startedAt.toISOString(),
    waiting,
    action,
    nextProbeAt: null,
  };
}

function copyOf({ copy, waiting }: Situation): HoldView[] {
  if (!copy) return [];
  const { reason, action } = TROUBLE_WORDS['PUSH.COPY'];
  return [
    {
      code: 'PUSH.COPY',
      reason: `${reason} It was noticed because ${copy.sign}.`,
      since: copy.since.toISOString(),
      waiting,
      action,
      nextProbeAt: null,
    },
  ];
}

function pauseOf(target: PushTargetEntity | null, { waiting, now }: Situation): HoldView[] {
  if (!target?.pauseFrom || target.pauseFrom > now) return [];
  const { pauseFrom, pauseTo, pauseReason, pausedBy } = target;
  if (pauseTo && pauseTo <= now) return [];
  const why = pauseReason ? `: ${pauseReason}` : '';
  return [
    {
      code: 'PUSH.PAUSED',
      reason: `${pausedBy ?? 'A manager'} paused deliveries${why}.`,
      since: pauseFrom.toISOString(),
      waiting,
      action: pauseTo ? 'Nobody. Deliveries go on by themselves when the pause ends.' : 'You: press Resume.',
      nextProbeAt: pauseTo?.toISOString() ?? null,
    },
  ];
}

function holdOf(target: PushTargetEntity | null, { waiting, startedAt }: Situation): HoldView[] {
  if (!target?.holdCode) return [];
  const { reason, action } = TROUBLE_WORDS[target.holdCode];
  return [
    {
      code: target.holdCode,
      reason,
      since: (target.holdSince ?? startedAt).toISOString(),
      waiting,
      action,
      nextProbeAt: target.nextProbeAt?.toISOString() ?? null,
    },
  ];
}
