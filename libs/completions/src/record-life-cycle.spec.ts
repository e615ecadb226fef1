import { changeBetween, kindOfChange, type RecordState, stateOf } from './record-life-cycle';
import { contentOf } from './completion-record';
import { aCompletion, aPicture, currentRow, day, historyRow, MARIA } from './testing/a-picture';
import { MemoryLedger } from './testing/memory-ledger';

const STATES: readonly RecordState[] = ['none', 'unfinished', 'completed', 'archived', 'revoked'];

describe('the life of a record', () => {
  it.each([
    ['none', 'unfinished', 'enrolled'],
    ['none', 'completed', 'completed'],
    ['none', 'archived', 'archived'],
    ['unfinished', 'unfinished', 'progressed'],
    ['unfinished', 'completed', 'completed'],
    ['unfinished', 'archived', 'archived'],
    ['unfinished', 'revoked', 'revoked'],
    ['completed', 'completed', 'corrected'],
    ['completed', 'archived', 'archived'],
    ['completed', 'revoked', 'revoked'],
    ['archived', 'archived', 'corrected'],
    ['archived', 'completed', 'reinstated'],
    ['archived', 'revoked', 'revoked'],
    ['revoked', 'unfinished', 'restored'],
    ['revoked', 'completed', 'restored'],
    ['revoked', 'archived', 'restored'],
  ] as const)('%s -> %s: %s', (from, to, kind) => {
    expect(changeBetween(from, to)).toBe(kind);
  });

  it('never makes a completion unfinished: its identity is its time', () => {
    expect(changeBetween('completed', 'unfinished')).toBeUndefined();
    expect(changeBetween('archived', 'unfinished')).toBeUndefined();
  });

  it('never forgets a record', () => {
    expect(STATES.map((from) => changeBetween(from, 'none'))).toEqual(STATES.map(() => undefined));
  });

  it.each([
    [undefined, 'none'],
    [{ status: 'notyetstarted', archived: false }, 'unfinished'],
    [{ status: 'inprogress', archived: false }, 'unfinished'],
    [{ status: 'complete', archived: false }, 'completed'],
    [{ status: 'completeviarpl', archived: false }, 'completed'],
    [{ status: 'completeviarpl', archived: true }, 'archived'],
    [{ status: 'revoked', archived: false }, 'revoked'],
    [{ status: 'revoked', archived: true }, 'revoked'],
  ] as const)('reads the state of %j: %s', (standing, state) => {
    expect(stateOf(standing)).toBe(state);
  });
});

/** The kinds of change that a record goes through when these pictures follow each other. */
function kinds(...pictures: Parameters<MemoryLedger['fold']>[0][]): string[] {
  const ledger = new MemoryLedger();
  return pictures.flatMap((picture) => ledger.fold(picture)).map(({ id, kind }) => `${id} ${kind}`);
}

describe('kindOfChange', () => {
  const inProgress = currentRow({ status: 'inprogress', startedAt: day(2), progress: 40 });

  it('tells an ordinary life from enrolment to recertification', () => {
    const told = kinds(
      aPicture({ current: currentRow() }),
      aPicture({ current: inProgress }),
      aCompletion(day(5)),
      aPicture({ history: [historyRow(day(5))] }),
      aPicture({ history: [historyRow(day(5))], current: currentRow() }),
      aPicture({ history: [historyRow(day(5))], current: currentRow({ completedAt: day(20) }) }),
    );

    expect(told).toEqual([
      'record-1 enrolled',
      'record-1 progressed',
      'record-1 completed',
      'record-1 archived',
      'record-2 enrolled',
      'record-2 completed',
    ]);
  });

  it('tells the removal of prior learning: revoked, with an open enrolment beside it', () => {
    const rpl = currentRow({ status: 'completeviarpl', rpl: 'Licence', completedAt: day(5) });

    expect(kinds(aPicture({ current: rpl }), aPicture({ current: currentRow() }))).toEqual([
      'record-1 completed',
      'record-2 enrolled',
      'record-1 revoked',
    ]);
  });

  it('tells a correction of time or grade from a new name', () => {
    const graded = currentRow({ completedAt: day(6), grade: { value: 85, max: 100, percent: 85 } });

    expect(
      kinds(
        aCompletion(day(5)),
        aCompletion(day(6)),
        aPicture({ current: graded }),
        aPicture({ current: graded, user: { ...MARIA, lastname: 'Ruiz' } }),
      ),
    ).toEqual(['record-1 completed', 'record-1 corrected', 'record-1 corrected', 'record-1 described']);
  });

  it('tells what came back: out of the history, or after it was revoked', () => {
    const archived = aPicture({ history: [historyRow(day(5))] });

    expect(kinds(archived, aCompletion(day(5)), aPicture(), aCompletion(day(5)))).toEqual([
      'record-1 archived',
      'record-1 reinstated',
      'record-1 revoked',
      'record-1 restored',
    ]);
  });

  it('refuses a change that no life holds', () => {
    const ledger = new MemoryLedger();
    ledger.fold(aCompletion(day(5)));
    const before = contentOf(ledger.records[0]!);

    expect(() => kindOfChange(before, { ...before, status: 'inprogress' })).toThrow(RangeError);
  });
});
