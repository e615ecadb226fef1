import { countOf } from '../format';

export const firstRun = {
  title: 'First steps',
  purpose:
    'Four steps to the first completion in Oracle. Skip what you do not have yet, and come back at any time.',
  failedTitle: 'The first steps cannot be shown',
  position: (step: number, steps: number) => `Step ${step} of ${steps}`,
  back: 'Back',
  skip: 'Skip without saving',
  next: 'Next',
  finish: 'To the overview',
  saveAndNext: 'Save and go on',
  saveAndFinish: 'Save and go to the overview',
  stepByStep: 'First steps',
  steps: {
    totara: {
      title: 'Connect Totara',
      purpose:
        'The database of your Totara site, by an account that may only read. Your operator knows the address. Test it before you go on.',
    },
    oracle: {
      title: 'Connect Oracle',
      purpose:
        'Where completions go. The Oracle administrator gives you these values. Without Oracle, other systems can still pull.',
    },
    pull: {
      title: 'Pull API',
      purpose: 'Lets other systems read completions with an API token. Leave it off if nobody pulls.',
    },
    history: {
      title: 'The past, and the first one',
      purpose:
        'Completions from now on are sent by themselves. Say what is to become of those that Totara holds already.',
    },
  },
  tokens: 'Each system needs an API token of its own:',
  toTokens: 'generate it under Tokens',
  backfill: 'Once the site has been read, the past can also be sent in parts:',
  toBackfill: 'Backfill on the overview',
  traveller: {
    label: 'The first completion on its way',
    totara: 'Totara',
    ledger: 'Noticed',
    oracle: 'Oracle',
    notRead: 'Not read yet.',
    read: (rows: number, at: string) => `${countOf(rows, 'row', 'rows')} read, last at ${at}.`,
    noneYet: 'No completion yet. The first one appears here by itself.',
    noticed: (user: string, course: string) => `${user}: ${course}`,
    delivered: (count: number) => `${countOf(count, 'completion has', 'completions have')} reached Oracle.`,
    waiting: (count: number) =>
      count === 0
        ? 'Nothing is on the way yet.'
        : `${countOf(count, 'completion is', 'completions are')} on the way.`,
  },
};
