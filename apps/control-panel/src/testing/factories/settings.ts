import type { SettingsView, SettingView } from '@oracle-integration/contracts';

/** The settings with the switch of the Pull API, which nobody has pinned unless told. */
export function someSettings(pullEnabled: Partial<SettingView> = {}): SettingsView {
  const setting: SettingView = {
    key: 'pullEnabled',
    section: 'pull',
    label: 'Enable public Pull API',
    help: 'Lets outside systems read completions with an API token.',
    input: { kind: 'switch' },
    isSecret: false,
    value: true,
    default: null,
    origin: 'stored',
    isPinned: false,
    variable: 'PULL_ENABLED',
    hasSecret: false,
    isUnreadable: false,
    updatedAt: null,
    updatedBy: null,
    ...pullEnabled,
  };
  return { version: 1, sections: [], settings: { pullEnabled: setting } };
}
