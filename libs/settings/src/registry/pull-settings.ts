import { inSection, switchedByOthers, wholeNumber } from './setting-definition';

export const PULL_SETTINGS = inSection('pull', {
  pullEnabled: switchedByOthers([
    'PULL_ENABLED',
    'Enable public Pull API',
    'Lets outside systems read completions with an API token. Left alone, it is on where PULL_TOKEN gives a first token.',
  ]),
  pullDefaultDays: wholeNumber(
    [
      'PULL_DEFAULT_DAYS',
      'Default days for since filter',
      'How far back a call goes that sends neither since nor a cursor.',
    ],
    { min: 1, max: 36_500, unit: 'days', default: 30 },
  ),
});
