import { readdirSync } from 'node:fs';
import nx from '@nx/eslint-plugin';
import query from '@tanstack/eslint-plugin-query';
import jest from 'eslint-plugin-jest';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Who may import whom: data walks one way, totara -> completions -> queue -> platform. */
const scopes = {
  totara: ['completions', 'settings', 'platform', 'contracts'],
  completions: ['queue', 'platform', 'contracts'],
  queue: ['platform', 'contracts'],
  push: ['queue', 'completions', 'settings', 'platform', 'contracts'],
  pull: ['completions', 'auth', 'settings', 'platform', 'contracts'],
  settings: ['platform', 'contracts'],
  auth: ['settings', 'platform', 'contracts'],
  platform: ['contracts'],
  contracts: [],
  testing: ['contracts'],
};

const depConstraints = [
  ...Object.entries(scopes).map(([scope, allowed]) => ({
    sourceTag: `scope:${scope}`,
    onlyDependOnLibsWithTags: [scope, ...allowed, ...(scope === 'contracts' ? [] : ['testing'])].map(
      (name) => `scope:${name}`,
    ),
  })),
  { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:contracts'] },
  { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib', 'type:contracts', 'type:testing'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib', 'type:contracts', 'type:testing'] },
  { sourceTag: 'type:spa', onlyDependOnLibsWithTags: ['type:contracts'] },
  {
    sourceTag: 'type:sandbox',
    onlyDependOnLibsWithTags: ['type:testing', 'type:contracts', 'scope:platform'],
  },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:contracts'] },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:testing', 'type:contracts', 'scope:platform'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib', 'type:contracts', 'type:testing'] },
];

const testFiles = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/*.test.tsx'];
const panel = 'apps/control-panel/src';
const features = readdirSync(`${panel}/features`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/data', '.nx', 'coverage'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['.*/tools/build/(server-app|compressed-files)(\\.ts)?'],
          depConstraints,
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read once, in libs/platform.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: [
      ...testFiles,
      '**/migrations/**',
      'libs/testing/**',
      'tools/**',
      'apps/*-e2e/**',
      'apps/*-sandbox/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          // Constructors name their collaborators and are left out.
          selector:
            ':matches(FunctionDeclaration, ArrowFunctionExpression, MethodDefinition[kind="method"] > FunctionExpression)[params.length>4]',
          message: 'At most four parameters; then an object.',
        },
      ],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/vite.config.ts', 'jest.config.ts', 'tools/build/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // The places where the outside environment meets the code.
    files: [
      'libs/platform/src/env/**',
      'libs/testing/**',
      'tools/**',
      'apps/*-sandbox/**',
      'apps/*-e2e/**',
      '**/jest.*.ts',
      'apps/api/src/main.ts',
      'apps/api/src/migrate.ts',
      'apps/api/src/cli.ts',
      'apps/api/src/rotate-secrets.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: testFiles,
    plugins: { jest },
    rules: {
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/valid-expect': 'error',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '**.expect*'] }],
      'jest/no-identical-title': 'error',
    },
  },
  {
    // React rooms: shared (ui, lib) -> features -> app, and no feature imports another.
    files: [`${panel}/**/*.{ts,tsx}`],
    plugins: { 'react-hooks': reactHooks, '@tanstack/query': query },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@tanstack/query/exhaustive-deps': 'error',
      '@tanstack/query/stable-query-client': 'error',
      '@tanstack/query/no-rest-destructuring': 'error',
    },
  },
  ...features.map((feature) => ({
    files: [`${panel}/features/${feature}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/app/*'], message: 'A feature does not know the app.' },
            {
              group: features
                .filter((other) => other !== feature)
                .flatMap((other) => [`**/${other}/*`, `**/features/${other}`]),
              message: 'A feature does not import another feature.',
            },
          ].filter(({ group }) => group.length > 0),
        },
      ],
    },
  })),
  {
    files: [`${panel}/ui/**/*.{ts,tsx}`, `${panel}/lib/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/features/**', '**/app/**'],
              message: 'Shared code does not know features or the app.',
            },
          ],
        },
      ],
    },
  },
);
