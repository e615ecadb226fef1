import { foldObservation } from './fold-observation';
import type { WholePicture } from './observation';
import { aPicture, currentRow, day, historyRow } from './testing/a-picture';

/** What becomes of each row of a picture, as `table record-or-reason`. */
function fates(picture: WholePicture): string[] {
  return foldObservation([], picture, () => 'record').rows.map(({ sourceTable, recordId, skipped }) =>
    [sourceTable, recordId, skipped].filter(Boolean).join(' '),
  );
}

describe('what becomes of a row of the site', () => {
  it('is the record that holds it', () => {
    expect(fates(aPicture({ current: currentRow(), history: [historyRow(day(5))] }))).toEqual([
      'current record',
      'history record',
    ]);
  });

  it('is the same record where two rows show one completion', () => {
    const picture = aPicture({
      current: currentRow({ completedAt: day(5) }),
      history: [historyRow(day(5)), historyRow(day(3)), historyRow(day(3))],
    });

    expect(fates(picture)).toEqual([
      'current record',
      'history record duplicate',
      'history record duplicate',
      'history record',
    ]);
  });

  it('is a reason where an archived row has no time of completion', () => {
    expect(fates(aPicture({ history: [{ ...historyRow(day(5)), completedAt: null }] }))).toEqual([
      'history no_time',
    ]);
  });

  it.each(['not_a_course', 'guest'] as const)('is a reason where it is no completion: %s', (exclusion) => {
    const picture = aPicture({ exclusion, current: currentRow({ completedAt: day(5) }) });
    const { changes } = foldObservation([], picture, () => 'record');

    expect(fates(picture)).toEqual([`current ${exclusion}`]);
    expect(changes).toEqual([]);
  });
});
