import type { HoldView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { deliveryTargetOf } from '../target/delivery-target';
import type { PushTargetEntity } from './push-target.entity';
import { TROUBLE_WORDS } from './trouble';

/** The holds in a manager's words: what is wrong, since when, how many wait, who must act. */
export function holdViews(
  settings: Settings,
  target: PushTargetEntity | null,
  { waiting, startedAt }: { waiting: number; startedAt: Date },
): HoldView[] {
  if (!settings.integrationEnabled || !settings.pushEnabled) return [];
  const configured = deliveryTargetOf(settings);
  if ('missing' in configured) {
    const words = TROUBLE_WORDS['PUSH.NOT_CONFIGURED'];
    const since = startedAt.toISOString();
    const reason = `${words.reason} Missing: ${configured.missing.join(', ')}.`;
    return [{ code: 'PUSH.NOT_CONFIGURED', reason, since, waiting, action: words.action, nextProbeAt: null }];
  }
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
