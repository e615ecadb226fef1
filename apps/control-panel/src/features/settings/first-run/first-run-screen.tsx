import '../settings.css';
import './first-run.css';
import { Button, Group } from '@mantine/core';
import type { SettingsView } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../../lib/strings';
import { ErrorState } from '../../../ui/error-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { PageHeader } from '../../../ui/page-header';
import { Section } from '../../../ui/section';
import { settingsQueries } from '../api/settings-queries';
import { ConnectionTest } from '../components/connection-test';
import { LeaveGuard } from '../components/leave-guard';
import { SettingFields } from '../components/settings-section';
import { SettingsTrouble } from '../components/settings-trouble';
import { useSettingsForm } from '../use-settings-form';
import { FIRST_RUN_STEPS, type FirstRunSearch } from './first-run-steps';
import { FirstRunTrack } from './first-run-track';
import { FirstTraveller } from './first-traveller';

interface FirstRunScreenProps {
  search: FirstRunSearch;
  onStep: (step: number) => void;
  onFinish: () => void;
  /** The link to where API tokens are generated. */
  tokensLink: ReactNode;
  /** The link to where a backfill is asked for. */
  backfillLink: ReactNode;
}

const words = strings.firstRun;

/** From nothing to the first completion in Oracle, in four steps that may be skipped and come back to. */
export function FirstRunScreen(props: FirstRunScreenProps) {
  const { data, error, isPending, refetch } = useQuery(settingsQueries.current());
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} />
      {data && <FirstRunPage {...props} key={props.search.step} settings={data} />}
      {!data && isPending && <ListSkeleton label={strings.settings.loading} />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

function FirstRunPage({ settings, search, ...props }: FirstRunScreenProps & { settings: SettingsView }) {
  const { form, changes, changeCount, save, onSave } = useSettingsForm(settings);
  const step = FIRST_RUN_STEPS[search.step - 1]!;
  const isLast = search.step === FIRST_RUN_STEPS.length;
  const goOn = isLast ? props.onFinish : () => props.onStep(search.step + 1);
  return (
    <>
      <FirstRunTrack current={search.step} />
      <Section heading={step.title} purpose={step.purpose} className="first-run-step">
        {save.error && <SettingsTrouble error={save.error} settings={settings} />}
        <SettingFields settings={step.keys.flatMap((key) => settings.settings[key] ?? [])} form={form} />
        {step.peer && <ConnectionTest peer={step.peer} values={changes} />}
        {step.keys.includes('pullEnabled') && <p className="first-run-note">{props.tokensLink}</p>}
        {isLast && <p className="first-run-note">{props.backfillLink}</p>}
        {isLast && <FirstTraveller />}
        <Group justify="space-between" gap="xs">
          <Button
            variant="default"
            disabled={search.step === 1 || save.isPending}
            onClick={() => props.onStep(search.step - 1)}
          >
            {words.back}
          </Button>
          <Group gap="xs">
            {changeCount > 0 && (
              <Button variant="subtle" onClick={goOn} disabled={save.isPending}>
                {words.skip}
              </Button>
            )}
            <Button loading={save.isPending} onClick={() => (changeCount > 0 ? onSave(goOn) : goOn())}>
              {nextLabel(changeCount > 0, isLast)}
            </Button>
          </Group>
        </Group>
      </Section>
      <LeaveGuard changes={changeCount} />
    </>
  );
}

function nextLabel(isSaving: boolean, isLast: boolean): string {
  if (isLast) return isSaving ? words.saveAndFinish : words.finish;
  return isSaving ? words.saveAndNext : words.next;
}
