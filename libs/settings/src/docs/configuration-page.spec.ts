import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SETTING_DEFINITIONS } from '../registry/setting-definitions';
import { CONFIGURATION_INTRODUCTION } from './configuration-introduction';
import { configurationPage } from './configuration-page';

const read = (file: string) => readFileSync(resolve(import.meta.dirname, '../../../..', file), 'utf8');

describe('docs/configuration.md', () => {
  it('is what the registry says; node dist/tools/configuration-page.js writes it anew', () => {
    expect(read('docs/configuration.md')).toBe(
      configurationPage(CONFIGURATION_INTRODUCTION, read('.env.example')),
    );
  });

  it('names every setting once', () => {
    const page = read('docs/configuration.md');

    const missing = Object.values(SETTING_DEFINITIONS).filter(
      ({ label, variable }) => page.split(`### ${label}\n\n\`${variable}\` · `).length !== 2,
    );

    expect(missing).toEqual([]);
  });
});
