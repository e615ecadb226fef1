import type { SettingSectionView, SettingValue, SettingView } from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { Section } from '../../../ui/section';
import { type Drafts, shownValue } from '../setting-drafts';
import { SettingField } from './setting-field';

export interface SettingsForm {
  drafts: Drafts;
  /** A sentence for each field at fault, by key. */
  faults: Readonly<Record<string, string>>;
  onChange: (setting: SettingView, value: SettingValue | null) => void;
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
          value={setting.isSecret ? (form.drafts[setting.key] ?? null) : shownValue(setting, form.drafts)}
          isChanged={form.drafts[setting.key] !== undefined}
          fault={form.faults[setting.key]}
          onChange={(value) => form.onChange(setting, value)}
          onRevert={() => form.onRevert(setting.key)}
        />
      ))}
    </div>
  );
}
