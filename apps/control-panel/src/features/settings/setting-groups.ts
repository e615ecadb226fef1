import type { PushProfile, SettingsView, SettingView } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';
import { shownValue, type Typed } from './setting-drafts';

const words = strings.settings.groups;

/** Fields of a section that stand together; those without a title come first, under the section's own heading. */
export interface SettingGroup {
  title: string | null;
  settings: readonly SettingView[];
}

const PROFILE_KEY = 'pushProfile';

/** The long section Push in parts. What is not named here stands at the beginning. */
const TITLES: Readonly<Record<string, string>> = {
  [PROFILE_KEY]: words.profile,
  pushClientAuth: words.client,
  pushPrivateKey: words.client,
  pushKeyId: words.client,
  pushAssertionAudience: words.client,
  pushConcurrency: words.pace,
  pushBatchBytes: words.pace,
  pushIntervalSeconds: words.pace,
  pushMaxAttempts: words.pace,
  pushRetryFirstSeconds: words.pace,
  pushRetryLongestHours: words.pace,
  pushAllowPrivateTargets: words.network,
  pushCaCertificate: words.network,
};
const ORDER: readonly (string | null)[] = [null, words.profile, words.client, words.pace, words.network];

/** The settings without those of delivery profiles other than the one that the form chooses, saved or not. */
export function withChosenProfile(settings: SettingsView, typed: Typed): SettingsView {
  const choice = settings.settings[PROFILE_KEY];
  if (!choice) return settings;
  const chosen = shownValue(choice, typed) as PushProfile | null;
  const isShown = ({ profiles }: SettingView) =>
    profiles === undefined || (chosen !== null && profiles.includes(chosen));
  return {
    ...settings,
    settings: Object.fromEntries(Object.entries(settings.settings).filter(([, setting]) => isShown(setting))),
  };
}

/** The fields of a section in groups, in the order of the screen. */
export function groupsOf(settings: readonly SettingView[]): SettingGroup[] {
  const titleOf = ({ key, profiles }: SettingView) => (profiles ? words.profile : (TITLES[key] ?? null));
  return ORDER.map((title) => ({
    title,
    settings: settings.filter((setting) => titleOf(setting) === title),
  })).filter((group) => group.settings.length > 0);
}
