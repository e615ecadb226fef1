import type {
  SettingChanges,
  SettingSectionView,
  SettingValue,
  SettingView,
} from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { Section } from '../../../ui/section';
import { shownValue, type Typed } from '../setting-drafts';
import { SettingField } from './setting-field';

export interface SettingsForm {
  typed: Typed;
  /** What saving would change. */
  changes: SettingChanges;
  /** A sentence for each field at fault, by key. */
  faults: Readonly<Record<string, string>>;
  onChange: (key: string, value: SettingValue | null) => void;
  onRevert: (key: string) => void;
}

interface SettingsSectionProps {
  section: SettingSectionView;
  settings: readonly SettingView[];
  form: SettingsForm;
  /** Below the fields: a connection test. */
  children?: ReactNode;
}

export function SettingsSection({ section, settings, form, children }: SettingsSectionProps) {
  return (
    <Section heading={section.title} purpose={section.help} className="settings-section">
      <SettingFields settings={settings} form={form} />
      {children}
    </Section>
  );
}

/** Fields under each other. */
export function SettingFields({ settings, form }: { settings: readonly SettingView[]; form: SettingsForm }) {
  return (
    <div className="settings-fields">
      {settings.map((setting) => (
        <SettingField
          key={setting.key}
          setting={setting}
          value={shownValue(setting, form.typed)}
          isChanged={form.changes[setting.key] !== undefined}
          fault={form.faults[setting.key]}
          onChange={(value) => form.onChange(setting.key, value)}
          onRevert={() => form.onRevert(setting.key)}
        />
      ))}
    </div>
  );
}
