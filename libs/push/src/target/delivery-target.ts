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
  readonly baseUrl: string;
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

/**
 * The target of the settings, or what is missing.
 *
 * @param missingToo labels of what the delivery profile needs besides
 */
export function deliveryTargetOf(
  settings: Settings,
  missingToo: readonly string[],
): { target: DeliveryTarget } | IncompleteTarget {
  const { pushBaseUrl, pushTokenUrl, pushClientId } = settings;
  const clientAuth = clientAuthOf(settings);
  if (!pushBaseUrl || !pushTokenUrl || !pushClientId || !clientAuth || missingToo.length > 0) {
    const proof = settings.pushClientAuth === 'private_key_jwt' ? 'pushPrivateKey' : 'pushClientSecret';
    const needed = ['pushBaseUrl', 'pushTokenUrl', 'pushClientId', proof] as const;
    const absent = needed.filter((key) => !settings[key]);
    const isUnreadable = (key: (typeof needed)[number]) => settings.unreadableSecrets.includes(key);
    const labels = (keys: typeof absent) => keys.map((key) => SETTING_DEFINITIONS[key].label);
    return {
      missing: [...labels(absent.filter((key) => !isUnreadable(key))), ...missingToo],
      unreadable: labels(absent.filter(isUnreadable)),
    };
  }
  return {
    target: {
      baseUrl: pushBaseUrl,
      tokenUrl: pushTokenUrl,
      clientId: pushClientId,
      clientAuth,
      scope: settings.pushScope,
      allowPrivate: settings.pushAllowPrivateTargets,
      caCertificate: settings.pushCaCertificate,
    },
  };
}

/** The address of a path behind the Base URL. */
export function urlBehind(baseUrl: string, path: string): string {
  return baseUrl.replace(/\/+$/, '') + path;
}

/** The same by the settings; `null` while no Base URL is set. */
export function urlOf({ pushBaseUrl }: Pick<Settings, 'pushBaseUrl'>, path: string): string | null {
  return pushBaseUrl ? urlBehind(pushBaseUrl, path) : null;
}

function clientAuthOf(settings: Settings): ClientAuth | undefined {
  const { pushClientAuth: method, pushClientSecret: clientSecret, pushPrivateKey: privateKey } = settings;
  if (method !== 'private_key_jwt') return clientSecret ? { method, clientSecret } : undefined;
  const { pushKeyId: keyId, pushAssertionAudience: audience } = settings;
  return privateKey ? { method, privateKey, keyId, audience } : undefined;
}
