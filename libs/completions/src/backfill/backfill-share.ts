import type { StoppedGroupView } from '@oracle-integration/contracts';
import type { Enqueuing, LatestDelivery } from '@oracle-integration/queue';
import type { BackfillProgress, Findings } from './backfill';

/** A record of the ledger as a backfill meets it. */
export interface MetRecord {
  readonly id: string;
  readonly revision: number;
  readonly seq: string;
  /** Which of the named courses or people it belongs to; 0 where none is named. */
  readonly namedIndex: number;
  /** Completed, and what the criteria ask for. */
  readonly isMeant: boolean;
}

export interface ShareRules {
  readonly isForced: boolean;
  /** When the backfill was asked for. What was sent since then is not sent once more by it. */
  readonly askedAt: Date;
  /** How many may be queued now. */
  readonly allowance: number;
}

/** What is done with the records of one page, as far as the allowance goes. */
export interface Share {
  /** Records that were looked at; the rest of the page waits for its turn. */
  readonly lookedAt: number;
  /** The last of them. */
  readonly reached: MetRecord | undefined;
  readonly findings: Findings;
  readonly enqueuings: readonly Enqueuing[];
  /** Deliveries that are sent once more. */
  readonly resendings: readonly Enqueuing[];
}

export const NOTHING_FOUND: Findings = { new: 0, alreadySent: 0, alreadyWaiting: 0, stopped: [] };

type Finding = Exclude<keyof Findings, 'stopped'> | 'stopped';

/** What a completion is for a backfill, by its latest delivery. */
function findingOf(latest: LatestDelivery | undefined): Finding {
  switch (latest?.status) {
    case undefined:
    case 'withdrawn':
      return 'new';
    case 'sent':
      return 'alreadySent';
    case 'queued':
    case 'sending':
    case 'failed':
      return 'alreadyWaiting';
    case 'dead':
    case 'parked':
      return 'stopped';
  }
}

/**
 * Decides what becomes of the records of a page, in their order, and stops before the first that would have to be
 * queued beyond the allowance: the position never passes a record that was not dealt with.
 */
export function shareOf(
  page: readonly MetRecord[],
  latest: ReadonlyMap<string, LatestDelivery>,
  rules: ShareRules,
): Share {
  const enqueuings: Enqueuing[] = [];
  const resendings: Enqueuing[] = [];
  let findings = NOTHING_FOUND;
  let lookedAt = 0;
  for (const record of page) {
    const delivery = latest.get(record.id);
    const finding = record.isMeant ? findingOf(delivery) : undefined;
    const isToResend = finding === 'alreadySent' && isSentBefore(delivery!, rules);
    const isToQueue = finding === 'new' || isToResend;
    if (isToQueue && enqueuings.length + resendings.length >= rules.allowance) break;
    if (finding === 'new') enqueuings.push({ recordId: record.id, revision: record.revision });
    if (isToResend) resendings.push({ recordId: record.id, revision: delivery!.revision });
    if (finding) findings = withFinding(findings, finding, delivery);
    lookedAt += 1;
  }
  return { lookedAt, reached: page[lookedAt - 1], findings, enqueuings, resendings };
}

/** The progress after a share was dealt with. */
export function afterShare(before: BackfillProgress, share: Share, queued: number): BackfillProgress {
  return {
    position: share.reached?.seq ?? before.position,
    namedIndex: share.reached?.namedIndex ?? before.namedIndex,
    lookedAt: before.lookedAt + share.lookedAt,
    queued: before.queued + queued,
    findings: {
      new: before.findings.new + share.findings.new,
      alreadySent: before.findings.alreadySent + share.findings.alreadySent,
      alreadyWaiting: before.findings.alreadyWaiting + share.findings.alreadyWaiting,
      stopped: share.findings.stopped.reduce(withGroup, before.findings.stopped),
    },
  };
}

/** Without this a record that changes on the way, and is met twice, would be sent once more twice. */
function isSentBefore({ sentAt }: LatestDelivery, { isForced, askedAt }: ShareRules): boolean {
  return isForced && (sentAt === null || sentAt < askedAt);
}

function withFinding(findings: Findings, finding: Finding, delivery: LatestDelivery | undefined): Findings {
  if (finding !== 'stopped') return { ...findings, [finding]: findings[finding] + 1 };
  const group = { code: delivery!.causeCode, count: 1, detail: delivery!.causeDetail };
  return { ...findings, stopped: withGroup(findings.stopped, group) };
}

/** One group a cause, with the words of the last. */
function withGroup(
  groups: readonly StoppedGroupView[],
  added: StoppedGroupView,
): readonly StoppedGroupView[] {
  const known = groups.find(({ code }) => code === added.code);
  if (!known) return [...groups, added];
  const grown = { code: known.code, count: known.count + added.count, detail: added.detail ?? known.detail };
  return groups.map((group) => (group === known ? grown : group));
}
