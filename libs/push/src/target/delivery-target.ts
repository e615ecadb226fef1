import { SETTING_DEFINITIONS, type Settings } from '@oracle-integration/settings';

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

/** What keeps deliveries from going out: the labels of settings that are not set, or stored and not readable here. */
export interface IncompleteTarget {
  readonly missing: string[];
  readonly unreadable: string[];
}

/** The target of the settings, or what is missing. */
export function deliveryTargetOf(settings: Settings): { target: DeliveryTarget } | IncompleteTarget {
  const { pushBaseUrl, pushTokenUrl, pushClientId } = settings;
  const clientAuth = clientAuthOf(settings);
  if (!pushBaseUrl || !pushTokenUrl || !pushClientId || !clientAuth) {
    const proof = settings.pushClientAuth === 'private_key_jwt' ? 'pushPrivateKey' : 'pushClientSecret';
    const needed = ['pushBaseUrl', 'pushTokenUrl', 'pushClientId', proof] as const;
    const absent = needed.filter((key) => !settings[key]);
    const isUnreadable = (key: (typeof needed)[number]) => settings.unreadableSecrets.includes(key);
    const labels = (keys: typeof absent) => keys.map((key) => SETTING_DEFINITIONS[key].label);
    return {
      missing: labels(absent.filter((key) => !isUnreadable(key))),
      unreadable: labels(absent.filter(isUnreadable)),
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
