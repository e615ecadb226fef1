import type { Settings } from '@oracle-integration/settings';

/** How the client shows the token endpoint who it is. */
export type ClientAuth =
  | { readonly method: 'basic' | 'body'; readonly clientSecret: string }
  | {
      readonly method: 'private_key_jwt';
      /** PEM of an RSA or EC (P-256) key. */
      readonly privateKey: string;
      /** By which Oracle finds the certificate that belongs to the key. */
      readonly keyId: string | undefined;
      readonly audience: string;
    };

/** Where and as whom deliveries go out. */
export interface DeliveryTarget {
  readonly completionsUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientAuth: ClientAuth;
  readonly scope: string | undefined;
  readonly allowPrivate: boolean;
  /** PEM text of certificates that are trusted in addition to the usual ones. */
  readonly caCertificate: string | undefined;
}

/** The target of the settings, or the names of what is missing. */
export function deliveryTargetOf(settings: Settings): { target: DeliveryTarget } | { missing: string[] } {
  const { pushBaseUrl, pushTokenUrl, pushClientId } = settings;
  const clientAuth = clientAuthOf(settings);
  if (!pushBaseUrl || !pushTokenUrl || !pushClientId || !clientAuth) {
    const proof = settings.pushClientAuth === 'private_key_jwt' ? 'Private Key' : 'Client Secret';
    const needed = {
      'Base URL': pushBaseUrl,
      'Token URL': pushTokenUrl,
      'Client ID': pushClientId,
      [proof]: clientAuth,
    };
    return {
      missing: Object.entries(needed)
        .filter(([, value]) => !value)
        .map(([name]) => name),
    };
  }
  return {
    target: {
      completionsUrl: completionsUrlOf(settings)!,
      tokenUrl: pushTokenUrl,
      clientId: pushClientId,
      clientAuth,
      scope: settings.pushScope,
      allowPrivate: settings.pushAllowPrivateTargets,
      caCertificate: settings.pushCaCertificate,
    },
  };
}

/** Where completions go; `undefined` while no Base URL is set. */
export function completionsUrlOf({ pushBaseUrl, pushCompletionsPath }: Settings): string | undefined {
  return pushBaseUrl && pushBaseUrl.replace(/\/+$/, '') + pushCompletionsPath;
}

function clientAuthOf(settings: Settings): ClientAuth | undefined {
  const { pushClientAuth: method, pushClientSecret: clientSecret, pushPrivateKey: privateKey } = settings;
  if (method !== 'private_key_jwt') return clientSecret ? { method, clientSecret } : undefined;
  const { pushKeyId: keyId, pushAssertionAudience: audience } = settings;
  return privateKey ? { method, privateKey, keyId, audience } : undefined;
}
