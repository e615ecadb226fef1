import { EnvironmentInvalidError } from '@oracle-integration/platform';
import { parseSettings } from './parse-settings';

describe('parseSettings', () => {
  it('uses the defaults when nothing is set, and empty variables count as not set', () => {
    const settings = parseSettings({ PUSH_BATCH_SIZE: '', TOTARA_TABLE_PREFIX: ' ' });

    expect(settings).toMatchObject({
      integrationEnabled: true,
      totaraTablePrefix: 'ttr_',
      totaraPollSeconds: 15,
      pushBatchSize: 100,
      pushConcurrency: 4,
      pushMaxAttempts: 12,
      pushHistory: 'none',
      pushAllowPrivateTargets: false,
      pushClientAuth: 'basic',
      pushAssertionAudience: 'https://identity.oraclecloud.com/',
      pullDefaultDays: 30,
      pushEnabled: false,
      pullEnabled: false,
    });
  });

  it('switches Push on with a base URL and Pull on with a first token, unless told otherwise', () => {
    const configured = { PUSH_BASE_URL: 'https://oracle.example.com', PULL_TOKEN: 'a-token-of-16-chars' };

    expect(parseSettings(configured)).toMatchObject({ pushEnabled: true, pullEnabled: true });
    expect(parseSettings({ ...configured, PUSH_ENABLED: 'false', PULL_ENABLED: 'no' })).toMatchObject({
      pushEnabled: false,
      pullEnabled: false,
    });
  });

  it('reads a date for the history', () => {
    expect(parseSettings({ PUSH_HISTORY: '2026-01-01' }).pushHistory).toEqual(
      new Date('2026-01-01T00:00:00Z'),
    );
  });

  it('refuses a private key and certificates that are none, and never repeats them', () => {
    const parse = () =>
      parseSettings({
        PUSH_PRIVATE_KEY: 'hunter2',
        PUSH_CA_CERTIFICATE: 'hunter3',
        PUSH_CLIENT_AUTH: 'guess',
      });

    expect(parse).toThrow(/PUSH_CLIENT_AUTH must be one of.*PUSH_PRIVATE_KEY.*PUSH_CA_CERTIFICATE/);
    expect(parse).not.toThrow(/hunter/);
  });

  it.each([
    ['{"a": ', /MAPPING_BODY must be a JSONata expression at position 6: /],
    ['{"n": 300100012345678901}', /at position \d+: the number is beyond 2\^53/],
    ['{"a": $match(course.fullname, /(?=F)/)}', /at position \d+: the regular expression/],
  ])('refuses an expression that cannot be used: %s', (MAPPING_BODY, words) => {
    expect(() => parseSettings({ MAPPING_BODY })).toThrow(words);
  });

  it('names all bad settings at once and never their values', () => {
    const parse = () =>
      parseSettings({
        TOTARA_DATABASE_URL: 'oracle://user:hunter2@host/db',
        TOTARA_TABLE_PREFIX: 'ttr_; DROP TABLE',
        PUSH_BATCH_SIZE: '0',
        PUSH_HISTORY: 'soon',
        PULL_ENABLED: 'maybe',
      });

    expect(parse).toThrow(EnvironmentInvalidError);
    expect(parse).toThrow(
      /PUSH_BATCH_SIZE.*PUSH_HISTORY.*PULL_ENABLED.*TOTARA_DATABASE_URL.*TOTARA_TABLE_PREFIX/,
    );
    expect(parse).not.toThrow(/hunter2/);
  });
});
