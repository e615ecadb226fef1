import type { SettingSection } from '@oracle-integration/contracts';

/** What each part of the Settings screen is called, and what it is for. */
export const SECTION_WORDS: Readonly<Record<SettingSection, { title: string; help: string }>> = {
  integration: {
    title: 'Enable integration',
    help: 'Turns everything on or off: what is read from Totara, what goes to Oracle, what others may pull.',
  },
  push: {
    title: 'Push (Totara → Oracle)',
    help: 'Where completions are sent, as whom, and how many at a time.',
  },
  mapping: {
    title: 'Mapping',
    help: 'How Oracle is told who and which course is meant, and what is sent.',
  },
  policies: {
    title: 'Policies',
    help: 'Which completions are sent. A change holds for what happens from then on; for older ones start a backfill.',
  },
  history: {
    title: 'History file',
    help: 'How completions of the past are written into a file for HCM Data Loader. Nothing is made before you ask.',
  },
  pull: {
    title: 'Pull API',
    help: 'Whether other systems may read completions with an API token.',
  },
  totara: {
    title: 'Totara',
    help: 'The site that completions are read from. Nothing is ever written to it.',
  },
  alerts: {
    title: 'Alerts',
    help: 'Whom we tell, and of what. Nobody is told anything until a way to tell them is entered.',
  },
  retention: {
    title: 'Retention',
    help: 'How long what is no longer needed is kept. What is older is removed every hour.',
  },
  access: {
    title: 'Access',
    help: 'Who may sign in, and for how long.',
  },
};
