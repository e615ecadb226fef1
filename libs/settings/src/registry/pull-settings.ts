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
  pullRatePerMinute: wholeNumber(
    [
      'PULL_RATE_PER_MINUTE',
      'Requests per API token',
      'How many requests one API token may make in a minute, counted over all processes; 0 for no limit.',
    ],
    { min: 0, max: 10_000_000, unit: 'per minute', default: 60_000 },
  ),
  pullAddressRatePerMinute: wholeNumber(
    [
      'PULL_ADDRESS_RATE_PER_MINUTE',
      'Requests per address',
      'How many requests with API tokens may come from one network address in a minute; 0 for no limit.',
    ],
    { min: 0, max: 10_000_000, unit: 'per minute', default: 120_000 },
  ),
  pullWrongTokensPerMinute: wholeNumber(
    [
      'PULL_WRONG_TOKENS_PER_MINUTE',
      'Wrong API tokens per address',
      'How many wrong API tokens one network address may try in a minute. A right one is always taken.',
    ],
    { min: 1, max: 100_000, unit: 'per minute', default: 60 },
  ),
});
