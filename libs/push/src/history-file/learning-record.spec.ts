import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSettings } from '@oracle-integration/settings';
import { aCompletionView, readLearningRecords, splitLine } from '@oracle-integration/testing';
import fc from 'fast-check';
import { hdlLine, hdlValues } from './hdl-line';
import { type HistoryRules, historyRulesOf } from './history-rules';
import { learningRecordLine, metadataLine, namesIn } from './learning-record';

const NOW = new Date('2026-03-01T12:00:00Z');
const TODAY = '2026/03/01';
const GOLDEN = resolve(import.meta.dirname, '../../../../docs/profiles/requests/LearningRecord.dat');

function rulesOf(variables: Record<string, string> = {}): HistoryRules {
  const rules = historyRulesOf(parseSettings({ HISTORY_FILE_ASSIGNED_BY: '300100010473116', ...variables }));
  if ('obstacles' in rules) throw new Error(rules.obstacles.join(' '));
  return rules;
}

/** Without a start, unless a test gives one. */
const NO_START = { timeenrolled: null, timestarted: null };

const written = (
  values: Parameters<typeof aCompletionView>[0] = {},
  variables: Record<string, string> = {},
  now = NOW,
) =>
  learningRecordLine(
    {
      siteId: 'totara',
      view: aCompletionView({ ...NO_START, ...values }),
      personKey: '300100010473118',
      courseKey: 'FIRE|1',
    },
    rulesOf(variables),
    now,
  );

function recordOf(...given: Parameters<typeof written>) {
  const result = written(...given);
  if ('leftOut' in result) throw new Error(result.leftOut);
  return readLearningRecords(metadataLine() + result.line, TODAY)[0]!;
}

describe('a line of HCM Data Loader', () => {
  it('reads as it was meant, whatever the values hold', () => {
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom('|', '\\', '\n', 'n', 'a')).map((it) => it.join('')),
    );

    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const line = hdlLine('MERGE', 'LearningRecord', values);

        expect(line.endsWith('\n')).toBe(true);
        const [, , ...read] = splitLine(line.slice(0, -1));
        expect(read).toEqual(values.map((one) => one.replace(/\r\n|\r/g, '\n')));
        expect(hdlValues(line.slice(0, -1), 3).slice(2)).toEqual(read.slice(0, 1));
      }),
    );
  });
});

describe('a learning record', () => {
  it('is the reviewed line, character for character', () => {
    const results = [
      written(),
      written(
        { userId: 1208, grade: null, timestarted: '2026-01-31T13:33:11Z' },
        { HISTORY_FILE_EFFORT: 'true', HISTORY_FILE_COMMENTS: 'a|b\\c' },
      ),
    ];
    const lines = results.map((result) => ('line' in result ? result.line : result.leftOut));

    expect(metadataLine() + lines.join('')).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('tells by what Oracle speaks of it', () => {
    const result = written();
    const { sourceSystemId, learningRecordNumber } = namesIn('line' in result ? result.line : '');

    expect([sourceSystemId, learningRecordNumber]).toEqual([
      recordOf()['SourceSystemId'],
      recordOf()['LearningRecordNumber'],
    ]);
  });

  it('has the same numbers whatever of it changes, and others for another completion', () => {
    const numbers = (record: Record<string, string>) => [
      record['SourceSystemId'],
      record['LearningRecordNumber'],
    ];

    expect(numbers(recordOf({ id: 'another', grade: null }))).toEqual(numbers(recordOf()));
    expect(recordOf({ timecompleted: '2026-02-01T14:03:12Z' })['LearningRecordNumber']).not.toBe(
      recordOf()['LearningRecordNumber'],
    );
  });

  it.each([
    ['Pacific/Auckland', '2026-02-01T11:00:00Z', '2026/02/02'],
    ['America/Los_Angeles', '2026-02-01T07:59:59Z', '2026/01/31'],
    ['America/Los_Angeles', '2026-02-01T08:00:00Z', '2026/02/01'],
    // Clocks are set forward in the night before, and back in October.
    ['Europe/Madrid', '2025-03-30T22:00:00Z', '2025/03/31'],
    ['Europe/Madrid', '2025-10-26T22:59:59Z', '2025/10/26'],
    ['UTC', '1999-12-31T23:59:59Z', '1999/12/31'],
  ])('is completed on the day it was in %s', (HISTORY_FILE_TIME_ZONE, timecompleted, day) => {
    const record = recordOf({ timecompleted }, { HISTORY_FILE_TIME_ZONE });

    expect(record['LearningRecordCompletionDate']).toBe(day);
    expect(record['LearningRecordValidFromDate']).toBe(day);
  });

  it.each([
    ['UTC', '2026-02-28T23:59:59Z', false],
    ['UTC', '2026-03-01T00:00:00Z', true],
    ['America/Los_Angeles', '2026-03-01T07:00:00Z', false],
    ['Pacific/Auckland', '2026-02-28T23:59:59Z', false],
    ['Pacific/Auckland', '2026-03-01T11:00:00Z', true],
    ['UTC', '2031-01-01T00:00:00Z', true],
  ])('waits for the day after in %s: completed %s', (HISTORY_FILE_TIME_ZONE, timecompleted, isLeftOut) => {
    const result = written({ timecompleted }, { HISTORY_FILE_TIME_ZONE });

    expect('leftOut' in result && result.leftOut).toBe(isLeftOut && 'HISTORY.NOT_BEFORE_TODAY');
  });

  it.each([
    ['HISTORY.NO_COMPLETION_DATE', { timecompleted: null }],
    ['HISTORY.STARTS_AFTER_COMPLETION', { timestarted: '2026-02-02T00:00:00Z' }],
    ['HISTORY.STARTS_AFTER_COMPLETION', { timeenrolled: '2026-02-03T00:00:00Z' }],
  ])('is left out, %s', (leftOut, values) => {
    expect(written(values)).toEqual({ leftOut });
  });

  it('starts on the day of completion where no start is known', () => {
    expect(recordOf()['LearningRecordStartDate']).toBe('2026/02/01');
    expect(recordOf({ timeenrolled: '2026-01-05T00:00:00Z' })['LearningRecordStartDate']).toBe('2026/01/05');
  });

  it.each([
    ['percent', { value: 8, max: 10, percent: null }, '80'],
    ['points', { value: 8, max: 10, percent: 80 }, '8'],
    ['none', { value: 8, max: 10, percent: 80 }, ''],
    ['percent', null, ''],
  ])('tells the score as %s', (HISTORY_FILE_SCORE, grade, score) => {
    expect(recordOf({ grade }, { HISTORY_FILE_SCORE })['ActualScore']).toBe(score);
  });

  it('is one that Oracle takes, whatever is set', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2026-03-03'), noInvalidDate: true });
    const moment = fc.option(day.map((date) => date.toISOString()));
    const variables = fc.record({
      HISTORY_FILE_TIME_ZONE: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Adak', 'Asia/Kathmandu'),
      HISTORY_FILE_ASSIGNMENT_TYPE: fc.constantFrom('ORA_REQUIRE_ASSIGNMENT', 'ORA_JOIN_ASSIGNMENT'),
      HISTORY_FILE_EFFORT: fc.constantFrom('true', 'false'),
    });
    const today = {
      UTC: TODAY,
      'Pacific/Kiritimati': '2026/03/02',
      'America/Adak': TODAY,
      'Asia/Kathmandu': TODAY,
    };

    fc.assert(
      fc.property(moment, moment, variables, (timestarted, timecompleted, set) => {
        const result = written({ timestarted, timecompleted }, set);
        const load = () =>
          'line' in result &&
          readLearningRecords(metadataLine() + result.line, today[set.HISTORY_FILE_TIME_ZONE]);

        expect(load).not.toThrow();
      }),
    );
  });
});

describe('the settings of the history file', () => {
  it('say what is missing, or does not go together', () => {
    const obstaclesOf = (variables: Record<string, string>) => historyRulesOf(parseSettings(variables));

    expect(obstaclesOf({})).toEqual({ obstacles: ['Enter "Person number of the assigner".'] });
    expect(
      obstaclesOf({ HISTORY_FILE_ASSIGNED_BY: '1', HISTORY_FILE_ATTRIBUTION_TYPE: 'ORA_PERSON' }),
    ).toEqual({ obstacles: ['A required assignment must be attributed to a learning specialist.'] });
  });

  it('refuse a time zone that does not exist', () => {
    expect(() => parseSettings({ HISTORY_FILE_TIME_ZONE: 'Mars/Olympus' })).toThrow('must be a time zone');
  });
});
