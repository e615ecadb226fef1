import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CONFIGURATION_INTRODUCTION, configurationPage } from '@oracle-integration/settings';

const WORKSPACE = resolve(import.meta.dirname, '../..');

/** Writes `docs/configuration.md` from the registry of settings. */
const envExample = readFileSync(resolve(WORKSPACE, '.env.example'), 'utf8');
writeFileSync(
  resolve(WORKSPACE, 'docs/configuration.md'),
  configurationPage(CONFIGURATION_INTRODUCTION, envExample),
);
