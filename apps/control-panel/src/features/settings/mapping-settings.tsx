import './settings.css';
import type { SettingChanges, SettingsView } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../lib/strings';
import { ListSkeleton } from '../../ui/list-skeleton';
import { QueryPicture } from '../../ui/query-picture';
import { SaveBar } from '../../ui/save-bar';
import { settingsQueries } from './api/settings-queries';
import { LeaveGuard } from './components/leave-guard';
import { SettingsSection } from './components/settings-section';
import { SettingsTrouble } from './components/settings-trouble';
import { useSettingsForm } from './use-settings-form';

const words = strings.settings;

interface MappingSettingsProps {
  /** What is shown of the values as they stand in the form, saved or not. */
  children: (values: SettingChanges) => ReactNode;
}

/** The settings of the mapping alone, for where one sees at once what they do. */
export function MappingSettings({ children }: MappingSettingsProps) {
  const query = useQuery(settingsQueries.current());
  return (
    <QueryPicture
      query={query}
      skeleton={<ListSkeleton label={words.loading} />}
      failedTitle={words.failedTitle}
    >
      {(settings) => <MappingForm settings={settings}>{children}</MappingForm>}
    </QueryPicture>
  );
}

function MappingForm({ settings, children }: MappingSettingsProps & { settings: SettingsView }) {
  const { form, changes, changeCount, save, onSave, onDiscard } = useSettingsForm(settings);
  const section = settings.sections.find((one) => one.section === 'mapping');
  if (!section) return null;
  return (
    <div className="settings-sections">
      {save.error && <SettingsTrouble error={save.error} settings={settings} />}
      <SettingsSection
        section={{ ...section, title: words.mapping.title }}
        settings={section.keys.flatMap((key) => settings.settings[key] ?? [])}
        form={form}
      />
      {children(changes)}
      <SaveBar
        changes={changeCount}
        isPending={save.isPending}
        onSave={() => onSave()}
        onDiscard={onDiscard}
      />
      <LeaveGuard changes={changeCount} />
    </div>
  );
}
