import {
  aCompletion,
  aMessage,
  anImport,
  aPicture,
  currentRow,
  day,
  FIRE_SAFETY,
  historyRow,
  MARIA,
} from './testing/a-picture';
import type { LearnerCourseObservation } from './observation';
import { MemoryLedger } from './testing/memory-ledger';

/** The ledger after these pictures. */
function after(...pictures: LearnerCourseObservation[]): MemoryLedger {
  const ledger = new MemoryLedger();
  pictures.forEach((picture) => ledger.fold(picture));
  return ledger;
}

function story({ views }: MemoryLedger): string[] {
  return views.map(({ id, revision, status, timecompleted, archived }) =>
    [id, revision, status, timecompleted?.slice(0, 10) ?? '-', ...(archived ? ['archived'] : [])].join(' '),
  );
}

const eighty = { value: 80, max: 100, percent: 80 };
const completed = (day_: number, sourceRowId = 501) => aMessage({ completedAt: day(day_), sourceRowId });

describe('a message about the present row', () => {
  it('is the first that is known of a completion', () => {
    expect(story(after(completed(5)))).toEqual(['record-1 1 complete 2026-01-05']);
  });

  it('changes nothing the second time', () => {
    const ledger = after(completed(5));

    expect(ledger.fold(completed(5))).toEqual([]);
  });

  it('completes the enrolment that is known, and keeps what it does not tell', () => {
    const enrolled = aPicture({ current: currentRow({ status: 'inprogress', startedAt: day(2) }) });
    const ledger = after(enrolled, aMessage({ completedAt: day(5), enrolledAt: null }));

    expect(story(ledger)).toEqual(['record-1 2 complete 2026-01-05']);
    expect(ledger.views[0]).toMatchObject({
      timeenrolled: '2026-01-01T12:00:00Z',
      timestarted: '2026-01-02T12:00:00Z',
      user: { lastname: MARIA.lastname },
      course: { fullname: FIRE_SAFETY.fullname },
    });
  });

  it('does not take away a grade that it does not tell', () => {
    const ledger = after(
      aPicture({ current: currentRow({ completedAt: day(5), grade: eighty }) }),
      completed(5),
    );

    expect(ledger.views).toMatchObject([{ grade: eighty, status: 'complete' }]);
  });

  it('corrects the time of the row that is known by its id', () => {
    expect(story(after(completed(5), completed(6)))).toEqual(['record-1 2 complete 2026-01-06']);
  });

  it('is a second completion when the row is another one: the first was archived', () => {
    expect(story(after(completed(5, 501), completed(20, 502)))).toEqual([
      'record-1 2 complete 2026-01-05 archived',
      'record-2 1 complete 2026-01-20',
    ]);
  });

  it('that comes late tells of a completion that is archived by now', () => {
    expect(story(after(completed(20, 502), completed(5, 501)))).toEqual([
      'record-1 1 complete 2026-01-20',
      'record-2 1 complete 2026-01-05 archived',
    ]);
  });

  it('does not bring back what was archived', () => {
    const ledger = after(completed(5), aPicture({ history: [historyRow(day(5))] }));

    expect(ledger.fold(completed(5))).toEqual([]);
  });

  it('that shows the row open again takes the completion back', () => {
    const ledger = after(completed(5), aMessage({ sourceRowId: 501 }));

    expect(story(ledger)).toEqual(['record-1 2 revoked 2026-01-05', 'record-2 1 notyetstarted -']);
  });

  it.each([
    ['revoked', ['record-1 2 revoked 2026-01-05']],
    ['archived', ['record-1 2 complete 2026-01-05 archived']],
  ] as const)('says that the present completion was %s', (presentBecame, expected) => {
    expect(story(after(completed(5), aMessage(null, { presentBecame })))).toEqual(expected);
  });

  it('revokes nothing by not mentioning it', () => {
    const archived = aPicture({
      history: [historyRow(day(3))],
      current: currentRow({ completedAt: day(20) }),
    });

    expect(after(archived, completed(20)).views.map(({ status }) => status)).toEqual([
      'complete',
      'complete',
    ]);
  });
});

describe('a completion out of a file', () => {
  it('is a record of its own for each time of completion', () => {
    expect(story(after(anImport(day(5)), anImport(day(6))))).toEqual([
      'record-1 1 complete 2026-01-05',
      'record-2 1 complete 2026-01-06',
    ]);
  });

  it('changes nothing when the file is uploaded again', () => {
    const ledger = after(anImport(day(5), { grade: eighty }));

    expect(ledger.fold(anImport(day(5), { grade: eighty }))).toEqual([]);
  });

  it('is corrected by a later file', () => {
    const ledger = after(anImport(day(5)), anImport(day(5), { grade: eighty }));

    expect(ledger.views).toMatchObject([{ revision: 2, grade: eighty }]);
  });

  it('never changes what the site itself told', () => {
    const ledger = after(aCompletion(day(5)), anImport(day(5), { grade: eighty }));

    expect(ledger.views).toMatchObject([{ revision: 1, grade: null }]);
  });

  it('is not taken back because the site does not have it', () => {
    expect(story(after(anImport(day(5)), aPicture({ current: currentRow() })))).toEqual([
      'record-1 1 complete 2026-01-05',
      'record-2 1 notyetstarted -',
    ]);
  });

  it('is the site’s from the moment that the site shows it', () => {
    const ledger = after(anImport(day(5)), aCompletion(day(5)), aPicture());

    expect(ledger.views.map(({ id, status }) => `${id} ${status}`)).toEqual(['record-1 revoked']);
  });
});
