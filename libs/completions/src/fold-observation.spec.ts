import type { CompletionView } from '@oracle-integration/contracts';
import { aCompletion, aPicture, currentRow, day, FIRE_SAFETY, historyRow, MARIA } from './testing/a-picture';
import { MemoryLedger } from './testing/memory-ledger';

const eighty = { value: 80, max: 100, percent: 80 };

/** The ledger after a learner's pictures, one after the other. */
function after(...pictures: Parameters<MemoryLedger['fold']>[0][]): MemoryLedger {
  const ledger = new MemoryLedger();
  pictures.forEach((picture) => ledger.fold(picture));
  return ledger;
}

/** Each record as `id revision status [day completed] [archived]`. */
function story(ledger: MemoryLedger): string[] {
  return ledger.views.map(({ id, revision, status, timecompleted, archived }: CompletionView) =>
    [
      id,
      revision,
      status,
      timecompleted && `day ${Number(timecompleted.slice(8, 10))}`,
      archived && 'archived',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

describe('foldObservation', () => {
  describe('on a learner who goes on', () => {
    it('begins with nothing for a learner of whom the site holds nothing', () => {
      expect(story(after(aPicture()))).toEqual([]);
    });

    it('records an enrolment', () => {
      expect(story(after(aPicture({ current: currentRow() })))).toEqual(['record-1 1 notyetstarted']);
    });

    it('keeps the record from enrolment over the start to completion', () => {
      const ledger = after(
        aPicture({ current: currentRow() }),
        aPicture({ current: currentRow({ status: 'inprogress', startedAt: day(2) }) }),
        aPicture({ current: currentRow({ startedAt: day(2), completedAt: day(5) }) }),
      );

      expect(story(ledger)).toEqual(['record-1 3 complete day 5']);
      expect(ledger.views[0]).toMatchObject({
        progress: 100,
        timeenrolled: '2026-01-01T12:00:00Z',
        timestarted: '2026-01-02T12:00:00Z',
        timecompleted: '2026-01-05T12:00:00Z',
      });
    });

    it('shows the progress that the site tells, and 100 for what is completed', () => {
      const progress = [
        currentRow({ progress: null }),
        currentRow({ status: 'inprogress', progress: 40 }),
        currentRow({ completedAt: day(5), progress: null }),
      ].map((current) => after(aPicture({ current })).views[0]?.progress);

      expect(progress).toEqual([null, 40, 100]);
    });

    it('revises the record when the grade is corrected', () => {
      const ledger = after(
        aCompletion(day(5)),
        aPicture({ current: currentRow({ completedAt: day(5), grade: eighty }) }),
      );

      expect(story(ledger)).toEqual(['record-1 2 complete day 5']);
      expect(ledger.views[0]!.grade).toEqual(eighty);
    });

    it('keeps the record when the time of completion is corrected', () => {
      expect(story(after(aCompletion(day(5)), aCompletion(day(3))))).toEqual(['record-1 2 complete day 3']);
    });

    it('keeps the record when the time is corrected and corrected back', () => {
      const ledger = after(aCompletion(day(5)), aCompletion(day(3)), aCompletion(day(5)));

      expect(story(ledger)).toEqual(['record-1 3 complete day 5']);
    });

    it('takes a row that was deleted and made again with another time for another completion', () => {
      const ledger = after(
        aCompletion(day(5)),
        aPicture({ current: currentRow({ sourceRowId: 2, completedAt: day(3) }) }),
      );

      expect(story(ledger)).toEqual(['record-1 2 revoked day 5', 'record-2 1 complete day 3']);
    });

    it('takes a row that was deleted and made again with the same time for the same completion', () => {
      const ledger = after(
        aCompletion(day(5)),
        aPicture({ current: currentRow({ sourceRowId: 2, completedAt: day(5) }) }),
      );

      expect(story(ledger)).toEqual(['record-1 1 complete day 5']);
    });
  });

  describe('on a row that is archived', () => {
    const rplRow = currentRow({
      status: 'completeviarpl',
      startedAt: day(2),
      completedAt: day(5),
      rpl: 'Certificate of 2024',
      grade: eighty,
    });

    it('keeps the record, and all that the history does not hold', () => {
      const ledger = after(
        aPicture({ current: rplRow }),
        aPicture({ history: [historyRow(day(5), { value: 80, max: null, percent: null })] }),
      );

      expect(story(ledger)).toEqual(['record-1 2 completeviarpl day 5 archived']);
      expect(ledger.views[0]).toMatchObject({
        rpl: 'Certificate of 2024',
        grade: eighty,
        timeenrolled: '2026-01-01T12:00:00Z',
        timestarted: '2026-01-02T12:00:00Z',
      });
    });

    it('begins a new record for the second completion', () => {
      const history = [historyRow(day(5))];
      const ledger = after(
        aCompletion(day(5)),
        aPicture({ history }),
        aPicture({ history, current: currentRow({ sourceRowId: 2 }) }),
        aPicture({ history, current: currentRow({ sourceRowId: 2, completedAt: day(20) }) }),
      );

      expect(story(ledger)).toEqual(['record-1 2 complete day 5 archived', 'record-2 2 complete day 20']);
    });

    it('tells both apart though archiving and second completion are seen in one picture', () => {
      const ledger = after(
        aCompletion(day(5)),
        aPicture({
          history: [historyRow(day(5))],
          current: currentRow({ completedAt: day(20) }),
        }),
      );

      expect(story(ledger)).toEqual(['record-1 2 complete day 5 archived', 'record-2 1 complete day 20']);
    });

    it('is one record while the same completion is present and archived', () => {
      const ledger = after(aCompletion(day(5), { history: [historyRow(day(5))] }));

      expect(story(ledger)).toEqual(['record-1 1 complete day 5']);
    });

    it('is one record when the history holds the same completion twice', () => {
      const ledger = after(aPicture({ history: [historyRow(day(5)), historyRow(day(5), eighty)] }));

      expect(story(ledger)).toEqual(['record-1 1 complete day 5 archived']);
    });

    it('passes over an archived row without a time: there was nothing to archive', () => {
      const ledger = after(aPicture({ history: [{ ...historyRow(day(5)), completedAt: null }] }));

      expect(story(ledger)).toEqual([]);
    });

    it('shows what the history holds of a completion that was never seen before', () => {
      const ledger = after(aPicture({ history: [historyRow(day(5), eighty)] }));

      expect(ledger.views[0]).toMatchObject({
        status: 'complete',
        archived: true,
        grade: eighty,
        timestarted: null,
      });
    });

    it('does not take an archived record for the present row when the course is taken again', () => {
      const ledger = after(
        aPicture({ history: [historyRow(day(5))] }),
        aPicture({
          history: [{ ...historyRow(day(5)), sourceRowId: 900 }],
          current: currentRow({ sourceRowId: 900 }),
        }),
      );

      expect(story(ledger)).toEqual(['record-1 1 complete day 5 archived', 'record-2 1 notyetstarted']);
    });

    it('is in force again when the site takes it back out of the history', () => {
      const ledger = after(
        aCompletion(day(5)),
        aPicture({ history: [historyRow(day(5))] }),
        aCompletion(day(5)),
      );

      expect(story(ledger)).toEqual(['record-1 3 complete day 5']);
    });
  });

  describe('on a completion that the site withdraws', () => {
    it('revokes it when prior learning is removed, and goes on with the enrolment', () => {
      const rpl = currentRow({ status: 'completeviarpl', completedAt: day(5), rpl: 'Certificate' });
      const ledger = after(aPicture({ current: rpl }), aPicture({ current: currentRow() }));

      expect(story(ledger)).toEqual(['record-1 2 revoked day 5', 'record-2 1 notyetstarted']);
    });

    it('revokes it when its row vanished, and shows what it was', () => {
      const ledger = after(
        aPicture({ current: currentRow({ completedAt: day(5), grade: eighty }) }),
        aPicture(),
      );

      expect(story(ledger)).toEqual(['record-1 2 revoked day 5']);
      expect(ledger.views[0]).toMatchObject({ grade: eighty, user: { lastname: 'López' } });
    });

    it('revokes an archived one when it vanished from the history too', () => {
      const ledger = after(aPicture({ history: [historyRow(day(5))] }), aPicture());

      expect(story(ledger)).toEqual(['record-1 2 revoked day 5 archived']);
    });

    it('revokes an enrolment that vanished', () => {
      expect(story(after(aPicture({ current: currentRow() }), aPicture()))).toEqual(['record-1 2 revoked']);
    });

    it('is the same record when it is there again with the same time', () => {
      const ledger = after(aCompletion(day(5)), aPicture(), aCompletion(day(5)));

      expect(story(ledger)).toEqual(['record-1 3 complete day 5']);
    });

    it('is the same record when it is there again in the history, prior learning included', () => {
      const rpl = currentRow({ status: 'completeviarpl', completedAt: day(5), rpl: 'Certificate' });
      const ledger = after(
        aPicture({ current: rpl }),
        aPicture(),
        aPicture({ history: [historyRow(day(5))] }),
      );

      expect(story(ledger)).toEqual(['record-1 3 completeviarpl day 5 archived']);
      expect(ledger.views[0]!.rpl).toBe('Certificate');
    });

    it('is the same record when the enrolment is there again', () => {
      const ledger = after(
        aPicture({ current: currentRow() }),
        aPicture(),
        aPicture({ current: currentRow({ sourceRowId: 2 }) }),
      );

      expect(story(ledger)).toEqual(['record-1 3 notyetstarted']);
    });

    it('is another record when it is there again with another time', () => {
      const ledger = after(aCompletion(day(5)), aPicture(), aCompletion(day(9)));

      expect(story(ledger)).toEqual(['record-1 2 revoked day 5', 'record-2 1 complete day 9']);
    });

    it('is revoked once', () => {
      const ledger = after(aCompletion(day(5)), aPicture());

      expect(ledger.fold(aPicture())).toEqual([]);
    });
  });

  describe('on the person and the course', () => {
    const anonymised = { ...MARIA, username: 'deleted_0a1b', idnumber: null, email: null, deleted: true };

    it('revises the record when the name changes', () => {
      const ledger = after(
        aCompletion(day(5)),
        aCompletion(day(5), { user: { ...MARIA, lastname: 'Ruiz' } }),
      );

      expect(story(ledger)).toEqual(['record-1 2 complete day 5']);
      expect(ledger.views[0]!.user.lastname).toBe('Ruiz');
    });

    it.each([
      ['anonymised', anonymised],
      ['gone', null],
    ])('keeps the known name of a person who is %s, and says that they were deleted', (_case, user) => {
      const ledger = after(aCompletion(day(5)), aCompletion(day(5), { user }));

      expect(ledger.views[0]).toMatchObject({
        revision: 2,
        user: {
          id: 1207,
          username: 'mlopez',
          idnumber: 'E100234',
          email: 'maria@example.com',
          deleted: true,
        },
      });
      expect(ledger.fold(aCompletion(day(5), { user }))).toEqual([]);
    });

    it('keeps the known name also when the row is archived at the same moment', () => {
      const ledger = after(
        aCompletion(day(5)),
        aPicture({ history: [historyRow(day(5))], user: anonymised }),
      );

      expect(ledger.views[0]).toMatchObject({ archived: true, user: { username: 'mlopez', deleted: true } });
    });

    it('takes what there is of a person who was anonymised before the first look', () => {
      const ledger = after(aCompletion(day(5), { user: anonymised }));

      expect(ledger.views[0]!.user).toEqual({ id: 1207, ...anonymised });
    });

    it('names nothing but the id of a person who was gone before the first look', () => {
      const ledger = after(aCompletion(day(5), { user: null }));

      expect(ledger.views[0]!.user).toEqual({
        id: 1207,
        username: null,
        idnumber: null,
        firstname: null,
        lastname: null,
        email: null,
        suspended: false,
        deleted: true,
      });
    });

    it('knows a person again who was restored', () => {
      const ledger = after(
        aCompletion(day(5)),
        aCompletion(day(5), { user: anonymised }),
        aCompletion(day(5)),
      );

      expect(ledger.views[0]!.user).toEqual({ id: 1207, ...MARIA });
    });

    it('keeps the known title of a course that is gone', () => {
      const ledger = after(aCompletion(day(5)), aCompletion(day(5), { course: null }));

      expect(ledger.views[0]!.course).toEqual({ id: 88, ...FIRE_SAFETY });
    });
  });
});
