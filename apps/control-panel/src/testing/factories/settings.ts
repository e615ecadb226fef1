import type { SettingsView, SettingView } from '@oracle-integration/contracts';

/** One setting; only what the test is about needs to be said. */
export function aSetting(setting: Partial<SettingView> & { key: string }): SettingView {
  return {
    section: 'push',
    label: setting.key,
    help: 'What it is for.',
    input: { kind: 'text' },
    isSecret: false,
    value: null,
    default: null,
    origin: 'default',
    isPinned: false,
    variable: setting.key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
    hasSecret: false,
    isUnreadable: false,
    updatedAt: null,
    updatedBy: null,
    ...setting,
  };
}

/** The settings of a small registry: one of each kind. */
export function someSettings(...changed: (Partial<SettingView> & { key: string })[]): SettingsView {
  const all = [
    aSetting({
      key: 'integrationEnabled',
      section: 'integration',
      label: 'Enable integration',
      input: { kind: 'switch' },
      value: true,
      default: true,
    }),
    aSetting({ key: 'pushBaseUrl', label: 'Base URL', input: { kind: 'url', schemes: ['https', 'http'] } }),
    aSetting({
      key: 'pushBatchSize',
      label: 'Batch size',
      input: { kind: 'number', min: 1, max: 1000, unit: 'completions' },
      value: 100,
      default: 100,
    }),
    aSetting({
      key: 'pushClientSecret',
      label: 'Client Secret',
      input: { kind: 'secret' },
      isSecret: true,
      hasSecret: true,
      origin: 'stored',
      updatedAt: '2026-02-01T12:00:00.000Z',
    }),
    aSetting({
      key: 'pullEnabled',
      section: 'pull',
      label: 'Enable public Pull API',
      input: { kind: 'switch' },
      value: false,
    }),
    aSetting({
      key: 'totaraTablePrefix',
      section: 'totara',
      label: 'Table prefix',
      value: 'ttr_',
      default: 'ttr_',
    }),
  ].map((setting) => ({ ...setting, ...changed.find(({ key }) => key === setting.key) }));
  const sections = ['integration', 'push', 'pull', 'totara'] as const;
  return {
    version: 7,
    sections: sections.map((section) => ({
      section,
      title: section,
      help: '',
      keys: all.filter((setting) => setting.section === section).map(({ key }) => key),
    })),
    settings: Object.fromEntries(all.map((setting) => [setting.key, setting])),
  };
}
