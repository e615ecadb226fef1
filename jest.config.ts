import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Config } from 'jest';

const tsconfig = JSON.parse(readFileSync('tsconfig.base.json', 'utf8')) as {
  compilerOptions: { paths: Record<string, [string]> };
};

/** The libraries by their import name, read from the one path map in `tsconfig.base.json`. */
const libraries = Object.fromEntries(
  Object.entries(tsconfig.compilerOptions.paths).map(([name, [file]]) => [
    `^${name}$`,
    file.replace('./', '<rootDir>/../../'),
  ]),
);

const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
] as [string, Record<string, unknown>];

function project(folder: string): Config {
  const isPanel = folder === 'apps/control-panel';
  const setup = `${folder}/jest.setup.ts`;
  return {
    displayName: folder.split('/').at(-1)!,
    rootDir: folder,
    testMatch: [
      '<rootDir>/**/*.spec.ts',
      '<rootDir>/**/*.int-spec.ts',
      '<rootDir>/**/*.e2e-spec.ts',
      '<rootDir>/**/*.test.tsx',
    ],
    testEnvironment: isPanel ? '<rootDir>/jest.environment.ts' : 'node',
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    transform: { '^.+\\.tsx?$': swc },
    moduleNameMapper: { ...libraries, '\\.(css|svg)$': '<rootDir>/../../tools/build/empty-module.ts' },
    setupFilesAfterEnv: existsSync(setup) ? ['<rootDir>/jest.setup.ts'] : [],
  };
}

const folders = ['libs', 'apps'].flatMap((room) =>
  readdirSync(room, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${room}/${entry.name}/project.json`))
    .map((entry) => `${room}/${entry.name}`),
);

const config: Config = {
  projects: [...folders, 'tools'].map(project) as NonNullable<Config['projects']>,
  globalSetup: '<rootDir>/tools/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest/global-teardown.mjs',
  maxWorkers: 2,
  // Modules of ended suites are never freed: at 4 GB a worker spends most of its time looking for what it may free.
  workerIdleMemoryLimit: '1500MB',
  // For a machine ten times slower than ours; several waits of up to 90 s may stand in one test.
  testTimeout: 600_000,
};

export default config;
