import { secretValuesOf, withoutSecretValues } from './without-secret-values';

const SECRETS = secretValuesOf({
  APP_SECRET: 'the-key-of-the-present',
  APP_SECRET_PREVIOUS: 'the-first-key, the-second-key',
  PUSH_CLIENT_SECRET: 'client-secret-of-oracle',
  ADMIN_PASSWORD: 'correct horse battery',
  PULL_TOKEN: 'oi_token_for_pull',
  PUSH_TOKEN_URL: 'https://idcs.example.com/oauth2/v1/token',
  METRICS_TOKEN: '',
});

describe('withoutSecretValues', () => {
  it.each([
    ['connect with client-secret-of-oracle failed', 'connect with *** failed'],
    ['the-second-key is no key', '*** is no key'],
    ['password "correct horse battery" is wrong', 'password "***" is wrong'],
    ['postgres://app:s3cr3t@db:5432/ledger is away', 'postgres://***@db:5432/ledger is away'],
    ['sent authorization: Bearer eyJhbGciOi.J9-x_y', 'sent authorization: Bearer ***'],
  ])('blanks what nobody may read: %s', (line, expected) => {
    expect(withoutSecretValues(line, SECRETS)).toBe(expected);
  });

  it('leaves addresses that hold no credentials, and everything else', () => {
    const line = 'No token from https://idcs.example.com/oauth2/v1/token; ask ann@example.com';

    expect(withoutSecretValues(line, SECRETS)).toBe(line);
  });
});
