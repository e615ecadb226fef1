import './settings.css';
import type { SettingChanges, SettingsView } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { strings } from '../../lib/strings';
import { ErrorState } from '../../ui/error-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { SaveBar } from '../../ui/save-bar';
import { settingsQueries } from './api/settings-queries';
import { AlertPanel } from './components/alert-panel';
import { ConnectionTest } from './components/connection-test';
import { LeaveGuard } from './components/leave-guard';
import { SettingsSection } from './components/settings-section';
import { SettingsTrouble } from './components/settings-trouble';
import { useSettingsForm } from './use-settings-form';

const words = strings.settings;

interface SettingsScreenProps {
  /** Leads through the settings step by step. */
  firstStepsLink: ReactNode;
  /** Leads to lookup tables and preview. */
  mappingLink: ReactNode;
  /** Offers to look over what would be sent, with values that are not saved. */
  preflightOf: (values: SettingChanges) => ReactNode;
}

export function SettingsScreen({ firstStepsLink, ...slots }: SettingsScreenProps) {
  const { data, error, isPending, refetch } = useQuery(settingsQueries.current());
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} aside={firstStepsLink} />
      {data && <SettingsPage {...slots} settings={data} />}
      {!data && isPending && <ListSkeleton label={words.loading} rows={12} />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

/** The sections under each other, with a table of contents beside them. */
function SettingsPage({
  settings,
  mappingLink,
  preflightOf,
}: Omit<SettingsScreenProps, 'firstStepsLink'> & { settings: SettingsView }) {
  const { shown, form, changes, changeCount, save, onSave, onDiscard } = useSettingsForm(settings);
  const sections = settings.sections.filter(({ keys }) => keys.length > 0);
  const unreadable = Object.values(settings.settings).filter(({ isUnreadable }) => isUnreadable);
  // The browser looks for the section of an address before the settings are there.
  useEffect(() => {
    const named = window.location.hash.slice(1);
    if (named) document.getElementById(named)?.scrollIntoView();
  }, []);
  return (
    <div className="settings-page">
      <nav className="contents" aria-label={words.contents}>
        <ul>
          {sections.map(({ section, title }) => (
            <li key={section}>
              <a href={`#${section}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-sections">
        {unreadable.length > 0 && (
          <Notice tone="stopped" title={words.unreadableTitle}>
            {words.unreadable(unreadable.map(({ label }) => label))}
          </Notice>
        )}
        {save.error && <SettingsTrouble error={save.error} settings={settings} />}
        {sections.map((section) => (
          <div key={section.section} id={section.section} ref={showIfAddressed}>
            <SettingsSection
              section={section}
              settings={section.keys.flatMap((key) => shown.settings[key] ?? [])}
              form={form}
              notes={{ pushEnabled: <PreflightOffer>{preflightOf(changes)}</PreflightOffer> }}
            >
              {section.section === 'push' && <ConnectionTest peer="oracle" values={changes} />}
              {section.section === 'mapping' && mappingLink}
              {section.section === 'alerts' && <AlertPanel />}
              {section.section === 'totara' && <ConnectionTest peer="totara" values={changes} />}
            </SettingsSection>
          </div>
        ))}
        <SaveBar
          changes={changeCount}
          isPending={save.isPending}
          onSave={() => onSave()}
          onDiscard={onDiscard}
        />
      </div>
      <LeaveGuard changes={changeCount} />
    </div>
  );
}

/** `…/settings#history` leads to a section that is only there once the settings have come. */
function showIfAddressed(section: HTMLElement | null): void {
  if (section && window.location.hash === `#${section.id}`) section.scrollIntoView();
}

function PreflightOffer({ children }: { children: ReactNode }) {
  return (
    <div className="settings-offer">
      <span className="quiet">{words.mapping.preflightOffer}</span>
      {children}
    </div>
  );
}
