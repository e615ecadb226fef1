/** How a sandbox is run; see the header of `main.ts` for the variables behind it. */
export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  host: string;
  clientId: string;
  clientSecret: string;
  /** Compared byte for byte with the scope that is asked for. */
  scope: string;
  tokenSeconds: number;
  /** How long HCM Data Loader takes to load a file; on a real pod it is minutes. */
  loadSeconds: number;
}

/** A variable that cannot be used; the message is one sentence for the person who starts the sandbox. */
export class SandboxOptionInvalidError extends Error {
  constructor(name: string, value: string, expected: string) {
    super(`${name} is "${value}", but must be ${expected}.`);
  }
}

/**
 * Reads the options from environment variables; an unset or empty variable takes its default.
 *
 * @throws SandboxOptionInvalidError naming the variable that cannot be used.
 */
export function readSandboxOptions(env: Record<string, string | undefined>): SandboxOptions {
  return {
    port: readInteger(env, 'PORT', { fallback: 4010, min: 0, max: 65_535 }),
    host: env.HOST || '127.0.0.1',
    clientId: env.SANDBOX_CLIENT_ID || 'sandbox-client',
    clientSecret: env.SANDBOX_CLIENT_SECRET || 'sandbox-secret',
    scope: env.SANDBOX_SCOPE || 'urn:opc:resource:consumer::all',
    tokenSeconds: readInteger(env, 'SANDBOX_TOKEN_SECONDS', { fallback: 3600, min: 1, max: 31_536_000 }),
    loadSeconds: readInteger(env, 'SANDBOX_LOAD_SECONDS', { fallback: 5, min: 0, max: 3600 }),
  };
}

function readInteger(
  env: Record<string, string | undefined>,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new SandboxOptionInvalidError(name, text, `a whole number from ${min} to ${max}`);
  }
  return value;
}
