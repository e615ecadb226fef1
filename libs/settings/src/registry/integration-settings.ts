import { inSection, switched } from './setting-definition';

export const INTEGRATION_SETTINGS = inSection('integration', {
  integrationEnabled: switched(
    [
      'INTEGRATION_ENABLED',
      'Enable integration',
      'When off, nothing is read from Totara, nothing is sent to Oracle and nobody can pull. Nothing is lost meanwhile.',
    ],
    true,
  ),
});
