import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ENVIRONMENT_VARIABLES, parseEnvironment } from '@oracle-integration/platform';
import { parseSettings } from './parse-settings';
import { SETTING_DEFINITIONS } from './registry/setting-definitions';

const lines = readFileSync(resolve(import.meta.dirname, '../../../.env.example'), 'utf8').split('\n');
const assignments = lines.flatMap((line, index) => {
  const [, variable, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
  return variable === undefined ? [] : [{ variable, value: value ?? '', lineBefore: lines[index - 1] ?? '' }];
});
const example = Object.fromEntries(assignments.map(({ variable, value }) => [variable, value]));

describe('.env.example', () => {
  it('lists every variable of the service once, and none that the service does not know', () => {
    const known = [
      ...ENVIRONMENT_VARIABLES,
      ...Object.values(SETTING_DEFINITIONS).map(({ variable }) => variable),
    ];

    expect(assignments.map(({ variable }) => variable).sort()).toEqual(known.sort());
  });

  it('says what each variable is for in the line before it', () => {
    const unexplained = assignments.filter(({ lineBefore }) => !/^# \S.*\.$/.test(lineBefore));

    expect(unexplained.map(({ variable }) => variable)).toEqual([]);
  });

  it('shows the defaults: copied as it is, it changes nothing', () => {
    expect(parseEnvironment(example)).toEqual(parseEnvironment({}));
    expect(parseSettings(example)).toEqual(parseSettings({}));
  });

  it('shows every default that there is', () => {
    const withDefault = Object.values(SETTING_DEFINITIONS).filter(
      ({ schema }) => schema.safeParse(undefined).data !== undefined,
    );
    const empty = withDefault.filter(({ variable }) => example[variable] === '');

    expect(withDefault.length).toBeGreaterThan(10);
    expect(empty.map(({ variable }) => variable)).toEqual([]);
  });
});
