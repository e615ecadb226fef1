import type { ApiFieldError } from '@oracle-integration/contracts';
import { definitionOf, type SettingKey, type Settings } from '../registry/setting-definitions';
import type { ResolvedSettings } from '../resolve-settings';

/**
 * Where settings contradict each other. Push that nobody switched on may be set up piece by piece: until it is
 * complete, deliveries wait and say what is missing.
 */
function contradictions({ settings, sources }: ResolvedSettings): ApiFieldError[] {
  if (!settings.pushEnabled || sources.get('pushEnabled')?.origin === 'default') return [];
  const needed: SettingKey[] = ['pushBaseUrl', 'pushTokenUrl', 'pushClientId', proofOf(settings)];
  return needed
    .filter((key) => settings[key] === undefined && !settings.unreadableSecrets.includes(key))
    .map((key) => ({
      field: key,
      message: `Push is switched on and needs ${definitionOf(key).label}: set it too, or switch Enable Push off`,
    }));
}

/** What contradicts itself after a change and did not before: a change need not put right what was wrong already. */
export function newContradictions(before: ResolvedSettings, after: ResolvedSettings): ApiFieldError[] {
  const known = new Set(contradictions(before).map(({ field }) => field));
  return contradictions(after).filter(({ field }) => !known.has(field));
}

interface SecretJourney {
  readonly before: ResolvedSettings;
  readonly after: ResolvedSettings;
  /** Those that are given a value now. */
  readonly given: ReadonlySet<SettingKey>;
  readonly addresses: readonly SettingKey[];
}

/**
 * A stored secret goes only where it was stored for. Whoever may change an address, and has not seen the secret, could
 * have it sent to themselves.
 */
export function secretsGoneAstray(journey: SecretJourney): ApiFieldError[] {
  const { addresses, after } = journey;
  return [
    ...goneAstray(proofOf(after.settings), journey),
    // Further headers go to the endpoint only.
    ...goneAstray('pushHeaders', { ...journey, addresses: addresses.filter((key) => key === 'pushBaseUrl') }),
  ];
}

function goneAstray(secret: SettingKey, { before, after, given, addresses }: SecretJourney): ApiFieldError[] {
  const isStored =
    before.sources.get(secret)?.origin === 'stored' && after.sources.get(secret)?.origin === 'stored';
  if (!isStored || given.has(secret)) return [];
  const moved = addresses.find(
    (key) => given.has(key) && originOf(before.settings, key) !== originOf(after.settings, key),
  );
  if (moved === undefined) return [];
  const { label } = definitionOf(secret);
  const message = `${definitionOf(moved).label} leads to another server than ${label} was stored for: enter ${label} too, so that it does not go there by mistake`;
  return [{ field: secret, message }];
}

/** By which the client shows the token address who it is. */
function proofOf({ pushClientAuth }: Settings): 'pushPrivateKey' | 'pushClientSecret' {
  return pushClientAuth === 'private_key_jwt' ? 'pushPrivateKey' : 'pushClientSecret';
}

function originOf(settings: Settings, key: SettingKey): string | undefined {
  const value = settings[key];
  return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : undefined;
}
