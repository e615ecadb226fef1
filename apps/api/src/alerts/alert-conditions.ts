import type { AlertKind, HoldView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';

/** Something that is so now, and that people are to know. */
export interface AlertCondition {
  readonly kind: AlertKind;
  /** What tells it from others of its kind. */
  readonly subject: string;
  /** One sentence for a manager. */
  readonly reason: string;
  /** Who must act, and how. */
  readonly action: string;
  /** Where the control panel shows it. */
  readonly path: string;
}

/** What conditions are seen by. */
export interface AlertFacts {
  readonly now: Date;
  readonly isEnabled: boolean;
  readonly isPushOn: boolean;
  readonly holds: readonly HoldView[];
  readonly captureTrouble: { readonly code: string; readonly reason: string; readonly action: string } | null;
  readonly dead: number;
  /** How many more are given up than the fewest of the last day. */
  readonly deadGrowth: number;
  readonly oldestWaitingAt: Date | null;
  readonly reconciliation: {
    readonly unexplained: number;
    readonly trouble: { readonly reason: string; readonly action: string } | null;
  };
  /** Uploads of history files that came to nothing, with why. */
  readonly failedUploads: readonly { readonly fileId: string; readonly failure: string }[];
  readonly tokens: readonly { readonly id: string; readonly label: string; readonly expiresAt: Date }[];
  /** When the last completion was captured; `null` when there is none. */
  readonly lastCapturedAt: Date | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Holds that a manager made, or that pass by themselves within a minute. */
const NO_NEWS = ['PUSH.PAUSED', 'PUSH.TOKEN_LIMIT'];
/** Of a copy of the database people learn that it is one, and nothing of what it was copied with. */
const COPY = 'PUSH.COPY';

type Rule = (facts: AlertFacts, settings: Settings) => AlertCondition[];

/** All that people are to know now. */
export function alertConditions(facts: AlertFacts, settings: Settings): AlertCondition[] {
  if (!facts.isEnabled) return [];
  const kinds = alertKindsOn(settings);
  const found = RULES.flatMap((rule) => rule(facts, settings)).filter(({ kind }) => kinds.has(kind));
  return isCopy(facts.holds) ? found.filter(({ subject }) => subject === COPY) : found;
}

export function isCopy(holds: readonly HoldView[]): boolean {
  return holds.some(({ code }) => code === COPY);
}

/** The kinds that somebody wants to be told of. */
export function alertKindsOn(settings: Settings): ReadonlySet<AlertKind> {
  const switches: Readonly<Record<AlertKind, boolean>> = {
    hold: settings.alertOnHold,
    totara: settings.alertOnTotara,
    dead: settings.alertOnDead,
    waiting: settings.alertOnWaiting,
    reconciliation: settings.alertOnReconciliation,
    upload: settings.alertOnUpload,
    expiry: settings.alertOnExpiry,
    silence: settings.alertOnSilence,
  };
  const kinds = Object.keys(switches) as AlertKind[];
  return new Set(kinds.filter((kind) => switches[kind]));
}

const holds: Rule = ({ holds: views, now }, { alertHoldMinutes }) =>
  views
    .filter(
      ({ code, since }) =>
        !NO_NEWS.includes(code) && now.getTime() - Date.parse(since) >= alertHoldMinutes * MINUTE_MS,
    )
    .map(({ code, reason, action, waiting }) => ({
      kind: 'hold',
      subject: code,
      reason: waiting === 0 ? reason : `${reason} Nothing is lost: ${waitingWords(waiting)}.`,
      action,
      path: '/',
    }));

const totara: Rule = ({ captureTrouble }) =>
  captureTrouble === null
    ? []
    : [
        {
          kind: 'totara',
          subject: captureTrouble.code,
          reason: captureTrouble.reason,
          action: captureTrouble.action,
          path: '/',
        },
      ];

const dead: Rule = ({ deadGrowth, dead: count }, { alertDeadItems }) =>
  deadGrowth < alertDeadItems
    ? []
    : [
        {
          kind: 'dead',
          subject: 'queue',
          reason: `${completions(deadGrowth)} more than yesterday ${deadGrowth === 1 ? 'is' : 'are'} given up; there are ${count} now.`,
          action: 'You: Queue → Groups shows the causes and who must act. Then press Send again.',
          path: '/queue',
        },
      ];

/** While deliveries are held the hold says it all. */
const waiting: Rule = ({ oldestWaitingAt, holds: views, isPushOn, now }, { alertWaitingMinutes }) => {
  const minutes = oldestWaitingAt === null ? 0 : (now.getTime() - oldestWaitingAt.getTime()) / MINUTE_MS;
  if (!isPushOn || views.length > 0 || minutes < alertWaitingMinutes) return [];
  return [
    {
      kind: 'waiting',
      subject: 'queue',
      reason: `A completion has been waiting for ${Math.floor(minutes)} minutes; promised are ${alertWaitingMinutes}.`,
      action:
        'Operator: see that a worker process runs. You: the Queue shows what fails and when it is tried again.',
      path: '/queue',
    },
  ];
};

const reconciliation: Rule = ({ reconciliation: { unexplained, trouble } }) => [
  ...(unexplained === 0
    ? []
    : [
        {
          kind: 'reconciliation',
          subject: 'unexplained',
          reason: `${completions(unexplained)} in Totara cannot be accounted for.`,
          action:
            'You: Reconciliation lists them. Operator: send the list to whoever maintains this service.',
          path: '/reconciliation',
        } as const,
      ]),
  ...(trouble === null
    ? []
    : [{ kind: 'reconciliation', subject: 'stopped', ...trouble, path: '/reconciliation' } as const]),
];

const upload: Rule = ({ failedUploads }) =>
  failedUploads.map(({ fileId, failure }) => ({
    kind: 'upload',
    subject: fileId,
    reason: `Oracle did not load a history file. ${failure}`,
    action:
      'You: History file shows how far it came. Press Upload again, which doubles nothing, or remove the file.',
    path: '/history-files',
  }));

const expiry: Rule = ({ tokens, now }, { alertExpiryDays, alertSecretExpiresOn }) => {
  const isNear = (at: Date) => at.getTime() - now.getTime() <= alertExpiryDays * DAY_MS;
  const ending = tokens
    .filter(({ expiresAt }) => isNear(expiresAt))
    .map(({ id, label, expiresAt }) => ({
      kind: 'expiry' as const,
      subject: id,
      reason: `The API token "${label}" ends on ${dayOf(expiresAt)}.`,
      action: 'You: Tokens → Replace, and give the new one to whoever uses it.',
      path: '/tokens',
    }));
  const secretAt = alertSecretExpiresOn === undefined ? undefined : new Date(alertSecretExpiresOn);
  if (secretAt === undefined || !isNear(secretAt)) return ending;
  return [
    ...ending,
    {
      kind: 'expiry',
      subject: 'client-secret',
      reason: `The client secret of Oracle ends on ${dayOf(secretAt)}.`,
      action: 'You: have the Oracle administrator make a new one, and enter it with its day in Settings.',
      path: '/settings',
    },
  ];
};

const silence: Rule = ({ lastCapturedAt, now }, { alertSilenceHours }) => {
  const hours = lastCapturedAt === null ? 0 : (now.getTime() - lastCapturedAt.getTime()) / HOUR_MS;
  if (hours < alertSilenceHours) return [];
  return [
    {
      kind: 'silence',
      subject: 'totara',
      reason: `Totara has shown no new completion for ${Math.floor(hours)} hours.`,
      action:
        'You: if people did complete courses since, tell whoever operates this service. If nobody did, nobody must act.',
      path: '/',
    },
  ];
};

const RULES: readonly Rule[] = [holds, totara, dead, waiting, reconciliation, upload, expiry, silence];

function waitingWords(count: number): string {
  return `${completions(count)} ${count === 1 ? 'waits' : 'wait'}`;
}

function completions(count: number): string {
  return count === 1 ? '1 completion' : `${count.toLocaleString('en')} completions`;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
