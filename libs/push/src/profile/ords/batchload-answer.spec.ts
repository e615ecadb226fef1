import { readBatchloadAnswer } from './batchload-answer';

const text = (error: string, ending: string, processed = '2,097,148') =>
  `#INFO Number of rows processed: ${processed}\n#INFO Number of rows in error: ${error}\n` +
  `#INFO Last row processed in final committed batch: ${processed}\n${ending}\n`;

describe('readBatchloadAnswer', () => {
  it.each(['2,097,148', '2.097.148', '2 097 148', "2'097'148", '2\u202f097\u202f148'])(
    'reads %s rows',
    (processed) => {
      const answer = readBatchloadAnswer(text('0', '0 - SUCCESS: Load processed without errors', processed));

      expect(answer).toMatchObject({ processed: 2_097_148, inError: 0, severity: 0 });
    },
  );

  it.each([
    ['1 - WARNING: Load processed with errors', 1],
    ['2 - SEVERE: Load terminated', 2],
  ])('reads the ending %s', (ending, severity) => {
    const answer = readBatchloadAnswer(`#ERROR ORA-00001: unique constraint violated\n${text('1', ending)}`);

    expect(answer).toMatchObject({ inError: 1, severity });
    expect(answer!.words).toContain('ORA-00001');
    expect(answer!.words).toContain(ending);
  });

  it.each(['', 'OK', '#INFO Number of rows processed: 3', text('0', '')])(
    'knows nothing of a text that does not say how it ended: %j',
    (given) => {
      expect(readBatchloadAnswer(given)).toBeUndefined();
    },
  );
});
