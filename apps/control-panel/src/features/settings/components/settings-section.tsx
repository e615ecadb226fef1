import { Title } from '@mantine/core';
import type {
  SettingChanges,
  SettingSectionView,
  SettingValue,
  SettingView,
} from '@oracle-integration/contracts';
import { Fragment, type ReactNode } from 'react';
import { Section } from '../../../ui/section';
import { shownValue, type Typed } from '../setting-drafts';
import { groupsOf } from '../setting-groups';
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
  /** Below single fields, by key. */
  notes?: Readonly<Record<string, ReactNode>>;
  /** Below the fields: a connection test. */
  children?: ReactNode;
}

export function SettingsSection({ section, settings, form, notes, children }: SettingsSectionProps) {
  return (
    <Section heading={section.title} purpose={section.help} className="settings-section">
      {groupsOf(settings).map((group) => (
        <Fragment key={group.title}>
          {group.title !== null && (
            <Title order={3} size="h5" className="settings-group-title">
              {group.title}
            </Title>
          )}
          <SettingFields settings={group.settings} form={form} notes={notes} />
        </Fragment>
      ))}
      {children}
    </Section>
  );
}

type SettingFieldsProps = Pick<SettingsSectionProps, 'settings' | 'form' | 'notes'>;

/** Fields under each other. */
export function SettingFields({ settings, form, notes = {} }: SettingFieldsProps) {
  return (
    <div className="settings-fields">
      {settings.map((setting) => (
        <Fragment key={setting.key}>
          <SettingField
            setting={setting}
            value={shownValue(setting, form.typed)}
            isChanged={form.changes[setting.key] !== undefined}
            fault={form.faults[setting.key]}
            onChange={(value) => form.onChange(setting.key, value)}
            onRevert={() => form.onRevert(setting.key)}
          />
          {notes[setting.key]}
        </Fragment>
      ))}
    </div>
  );
}
