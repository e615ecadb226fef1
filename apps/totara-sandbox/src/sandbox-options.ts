import { resolveTotaraLocation } from '@oracle-integration/testing';

/** How a sandbox is run; see the header of `main.ts` for the variables behind it. */
export interface SandboxOptions {
  databaseUrl: string;
  tablePrefix: string;
  /** How many people the sample company has. */
  people: number;
  seed: number;
  /** How many things learners do a minute; 0 when nobody moves. */
  perMinute: number;
  /** Where the control API listens on 127.0.0.1; 0 for no control API. */
  port: number;
  /** Where the site sends its webhooks; undefined when it sends none. */
  webhooks?: WebhookOptions;
}

/** How the site sends its webhooks. */
export interface WebhookOptions {
  url: string;
  /** Signs every webhook. */
  secret: string;
  /** How long a minute of the schedule of tries takes. */
  minuteMs: number;
}

export const MAX_PER_MINUTE = 60_000;

/** A variable that cannot be used; the message is one sentence for the person who starts the sandbox. */
export class SandboxOptionInvalidError extends Error {}

type Variables = Record<string, string | undefined>;

/**
 * Reads the options from environment variables; an unset or empty variable takes its default.
 *
 * @throws SandboxOptionInvalidError naming the variable that cannot be used.
 */
export function readSandboxOptions(env: Variables): SandboxOptions {
  return {
    databaseUrl: readDatabaseUrl(env['TOTARA_SANDBOX_DATABASE_URL']),
    tablePrefix: readPrefix(env['TOTARA_TABLE_PREFIX']),
    people: readInteger(env, 'TOTARA_SANDBOX_PEOPLE', { fallback: 400, min: 1, max: 100_000 }),
    seed: readInteger(env, 'TOTARA_SANDBOX_SEED', { fallback: 17, min: 0, max: 2 ** 32 - 1 }),
    perMinute: readInteger(env, 'TOTARA_SANDBOX_PER_MINUTE', { fallback: 20, min: 0, max: MAX_PER_MINUTE }),
    port: readInteger(env, 'TOTARA_SANDBOX_PORT', { fallback: 0, min: 0, max: 65_535 }),
    webhooks: readWebhooks(env),
  };
}

/** The value is never repeated in the message: it holds a password. */
function readDatabaseUrl(text: string | undefined): string {
  if (text && URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text;
  throw new SandboxOptionInvalidError(
    'TOTARA_SANDBOX_DATABASE_URL must be the address of an existing database, such as postgres://user:password@127.0.0.1:5432/totara.',
  );
}

function readWebhooks(env: Variables): WebhookOptions | undefined {
  const url = env['TOTARA_SANDBOX_WEBHOOK_URL'];
  const secret = env['TOTARA_SANDBOX_WEBHOOK_SECRET'];
  if (!url && !secret) return undefined;
  if (!url || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new SandboxOptionInvalidError(
      'TOTARA_SANDBOX_WEBHOOK_URL must be an http:// or https:// address, such as http://127.0.0.1:3000/api/v1/totara/events.',
    );
  }
  if (!secret) {
    throw new SandboxOptionInvalidError(
      'TOTARA_SANDBOX_WEBHOOK_SECRET must be set when TOTARA_SANDBOX_WEBHOOK_URL is: webhooks are signed with it.',
    );
  }
  const minuteMs = readInteger(env, 'TOTARA_SANDBOX_WEBHOOK_MINUTE_MS', {
    fallback: 60_000,
    min: 1,
    max: 60_000,
  });
  return { url, secret, minuteMs };
}

function readPrefix(text: string | undefined): string {
  const prefix = text || 'ttr_';
  try {
    return resolveTotaraLocation({ prefix }).prefix;
  } catch (error) {
    throw new SandboxOptionInvalidError(
      `TOTARA_TABLE_PREFIX is "${prefix}", but may hold only a-z, 0-9 and underscores.`,
      { cause: error },
    );
  }
}

function readInteger(
  env: Variables,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new SandboxOptionInvalidError(
      `${name} is "${text}", but must be a whole number from ${min} to ${max}.`,
    );
  }
  return value;
}
