import { parseSettings } from '@oracle-integration/settings';
import { deliveryTargetOf } from './delivery-target';

const VARIABLES = {
  PUSH_BASE_URL: 'https://oracle.example.com/ic/api/',
  PUSH_COMPLETIONS_PATH: '/completions',
  PUSH_TOKEN_URL: 'https://idcs.example.com/oauth2/v1/token',
  PUSH_CLIENT_ID: 'client',
  PUSH_CLIENT_SECRET: 'secret',
};

describe('deliveryTargetOf', () => {
  it('joins base URL and path with one slash', () => {
    expect(deliveryTargetOf(parseSettings(VARIABLES))).toMatchObject({
      target: { completionsUrl: 'https://oracle.example.com/ic/api/completions', allowPrivate: false },
    });
  });

  it('names everything that is missing, in the words of the settings', () => {
    const settings = parseSettings({
      ...VARIABLES,
      PUSH_CLIENT_ID: undefined,
      PUSH_CLIENT_SECRET: undefined,
    });

    expect(deliveryTargetOf(settings)).toEqual({ missing: ['Client ID', 'Client Secret'] });
  });
});
