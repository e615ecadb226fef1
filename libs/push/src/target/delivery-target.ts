import type { Settings } from '@oracle-integration/settings';

/** Where and as whom deliveries go out. */
export interface DeliveryTarget {
  readonly completionsUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string | undefined;
  readonly allowPrivate: boolean;
}

/** The target of the settings, or the names of what is missing. */
export function deliveryTargetOf(settings: Settings): { target: DeliveryTarget } | { missing: string[] } {
  const { pushBaseUrl, pushTokenUrl, pushClientId, pushClientSecret } = settings;
  if (!pushBaseUrl || !pushTokenUrl || !pushClientId || !pushClientSecret) {
    const needed = {
      'Base URL': pushBaseUrl,
      'Token URL': pushTokenUrl,
      'Client ID': pushClientId,
      'Client Secret': pushClientSecret,
    };
    return {
      missing: Object.entries(needed)
        .filter(([, value]) => !value)
        .map(([name]) => name),
    };
  }
  return {
    target: {
      completionsUrl: pushBaseUrl.replace(/\/+$/, '') + settings.pushCompletionsPath,
      tokenUrl: pushTokenUrl,
      clientId: pushClientId,
      clientSecret: pushClientSecret,
      scope: settings.pushScope,
      allowPrivate: settings.pushAllowPrivateTargets,
    },
  };
}
