import { generateKeyPairSync } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { parseSettings, type Settings } from '@oracle-integration/settings';
import { deliveryTargetOf as targetOf, urlOf } from './delivery-target';

const VARIABLES = {
  PUSH_BASE_URL: 'https://oracle.example.com/ic/api/',
  PUSH_COMPLETIONS_PATH: '/completions',
  PUSH_TOKEN_URL: 'https://idcs.example.com/oauth2/v1/token',
  PUSH_CLIENT_ID: 'client',
  PUSH_CLIENT_SECRET: 'secret',
};

const deliveryTargetOf = (settings: Settings) => targetOf(settings, []);

describe('deliveryTargetOf', () => {
  it('joins base URL and path with one slash', () => {
    expect(urlOf(parseSettings(VARIABLES), '/completions')).toBe(
      'https://oracle.example.com/ic/api/completions',
    );
  });

  it('names everything that is missing, in the words of the settings', () => {
    const settings = parseSettings({
      ...VARIABLES,
      PUSH_CLIENT_ID: undefined,
      PUSH_CLIENT_SECRET: undefined,
    });

    expect(deliveryTargetOf(settings)).toEqual({ missing: ['Client ID', 'Client Secret'], unreadable: [] });
  });

  it.each([
    ['basic', undefined],
    ['body', 'body'],
  ])('shows the secret by %s', (method, PUSH_CLIENT_AUTH) => {
    expect(deliveryTargetOf(parseSettings({ ...VARIABLES, PUSH_CLIENT_AUTH }))).toMatchObject({
      target: { clientAuth: { method, clientSecret: 'secret' } },
    });
  });

  it('carries the certificates that are trusted', () => {
    const [PUSH_CA_CERTIFICATE] = rootCertificates;

    expect(deliveryTargetOf(parseSettings({ ...VARIABLES, PUSH_CA_CERTIFICATE }))).toMatchObject({
      target: { caCertificate: PUSH_CA_CERTIFICATE },
    });
  });

  describe('with private_key_jwt', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
    const signing = { ...VARIABLES, PUSH_CLIENT_AUTH: 'private_key_jwt', PUSH_CLIENT_SECRET: undefined };

    it('needs no secret, but a key', () => {
      expect(deliveryTargetOf(parseSettings(signing))).toEqual({ missing: ['Private Key'], unreadable: [] });
    });

    it('carries key, its name and the audience', () => {
      const settings = parseSettings({ ...signing, PUSH_PRIVATE_KEY: key, PUSH_KEY_ID: 'alias' });

      expect(deliveryTargetOf(settings)).toMatchObject({
        target: {
          clientAuth: {
            method: 'private_key_jwt',
            privateKey: key,
            keyId: 'alias',
            audience: 'https://identity.oraclecloud.com/',
          },
        },
      });
    });
  });
});
