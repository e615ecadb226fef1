import type { HoldView } from '@oracle-integration/contracts';
import { parseSettings } from '@oracle-integration/settings';
import { alertConditions, type AlertFacts } from './alert-conditions';

const NOW = new Date('2026-11-28T08:30:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const WELL: AlertFacts = {
  now: NOW,
  isEnabled: true,
  isPushOn: true,
  holds: [],
  captureTrouble: null,
  dead: 0,
  deadGrowth: 0,
  oldestWaitingAt: null,
  reconciliation: { unexplained: 0, trouble: null },
  failedUploads: [],
  tokens: [],
  lastCapturedAt: ago(60),
};

function aHold(code: string, minutes: number): HoldView {
  return {
    code,
    reason: 'Oracle refuses the client ID or secret.',
    since: ago(minutes).toISOString(),
    waiting: 312,
    action: 'You: check Client Secret.',
    nextProbeAt: null,
  };
}

function conditions(facts: Partial<AlertFacts>, variables: Record<string, string> = {}) {
  return alertConditions({ ...WELL, ...facts }, parseSettings(variables));
}
const kinds = (facts: Partial<AlertFacts>, variables?: Record<string, string>) =>
  conditions(facts, variables).map(({ kind, subject }) => `${kind} ${subject}`);

describe('alertConditions', () => {
  it('are none while all is well, and none at all while the integration is off', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ isEnabled: false, holds: [aHold('PUSH.FAILING', 90)], deadGrowth: 99 })).toEqual([]);
  });

  it('tell of a hold once it has lasted, with how many wait and who must act', () => {
    expect(kinds({ holds: [aHold('PUSH.CLIENT_REFUSED', 1)] })).toEqual([]);
    expect(conditions({ holds: [aHold('PUSH.CLIENT_REFUSED', 2)] })).toEqual([
      {
        kind: 'hold',
        subject: 'PUSH.CLIENT_REFUSED',
        reason: 'Oracle refuses the client ID or secret. Nothing is lost: 312 completions wait.',
        action: 'You: check Client Secret.',
        path: '/',
      },
    ]);
  });

  it('do not tell of a pause, which a manager made', () => {
    expect(kinds({ holds: [aHold('PUSH.PAUSED', 600)] })).toEqual([]);
  });

  it('tell of a copy that it is one, and of nothing else that it was copied with', () => {
    const facts = { holds: [aHold('PUSH.COPY', 10), aHold('PUSH.FAILING', 600)], deadGrowth: 99, dead: 99 };

    expect(kinds(facts)).toEqual(['hold PUSH.COPY']);
  });

  it('tell of a completion that waits longer than promised, unless a hold explains it or Push is off', () => {
    const oldestWaitingAt = ago(61);

    expect(kinds({ oldestWaitingAt })).toEqual(['waiting queue']);
    expect(kinds({ oldestWaitingAt }, { ALERT_WAITING_MINUTES: '62' })).toEqual([]);
    expect(kinds({ oldestWaitingAt, isPushOn: false })).toEqual([]);
    expect(kinds({ oldestWaitingAt, holds: [aHold('PUSH.PAUSED', 600)] })).toEqual([]);
  });

  it('tell of growth among those given up, of what nobody can explain, and of a site that cannot be read', () => {
    expect(kinds({ dead: 40, deadGrowth: 9 })).toEqual([]);
    expect(kinds({ dead: 40, deadGrowth: 10 })).toEqual(['dead queue']);
    expect(kinds({ reconciliation: { unexplained: 1, trouble: null } })).toEqual([
      'reconciliation unexplained',
    ]);
    expect(kinds({ captureTrouble: { code: 'TOTARA.UNREADABLE', reason: 'r', action: 'a' } })).toEqual([
      'totara TOTARA.UNREADABLE',
    ]);
  });

  it('tell of each history file that Oracle did not load, with why', () => {
    const failedUploads = [
      { fileId: 'f1', failure: 'Oracle was busy for a day.' },
      { fileId: 'f2', failure: 'Oracle cannot read the file.' },
    ];

    expect(conditions({ failedUploads }).map(({ subject, reason }) => [subject, reason])).toEqual([
      ['f1', 'Oracle did not load a history file. Oracle was busy for a day.'],
      ['f2', 'Oracle did not load a history file. Oracle cannot read the file.'],
    ]);
    expect(kinds({ failedUploads }, { ALERT_ON_UPLOAD: 'false' })).toEqual([]);
  });

  it('tell of tokens and the client secret before they end', () => {
    const token = (id: string, days: number) => ({ id, label: 'Payroll', expiresAt: ago(-days * 1440) });

    expect(kinds({ tokens: [token('near', 14), token('far', 15)] })).toEqual(['expiry near']);
    expect(kinds({}, { ALERT_SECRET_EXPIRES_ON: '2026-12-10' })).toEqual(['expiry client-secret']);
    expect(kinds({}, { ALERT_SECRET_EXPIRES_ON: '2027-12-10' })).toEqual([]);
  });

  it('tell of silence, but not before there was anything', () => {
    expect(kinds({ lastCapturedAt: ago(96 * 60) })).toEqual(['silence totara']);
    expect(kinds({ lastCapturedAt: ago(95 * 60) })).toEqual([]);
    expect(kinds({ lastCapturedAt: null })).toEqual([]);
  });

  it('tell of a kind only while somebody wants to know', () => {
    expect(kinds({ dead: 40, deadGrowth: 40 }, { ALERT_ON_DEAD: 'false' })).toEqual([]);
  });
});
