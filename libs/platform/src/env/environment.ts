import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { EnvironmentInvalidError, type EnvironmentProblem } from './environment.errors';

/** The raw variables, as the process received them. Only this folder and the apps' `main.ts` see them. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

export const PROCESS_ROLES = ['all', 'api', 'worker'] as const;
/** `command`: somebody's single command, which serves nobody and works nothing off. */
export type ProcessRole = (typeof PROCESS_ROLES)[number] | 'command';

/** `json`: an object a line, for a collector; `pretty`: a sentence a line, for a person. */
export const LOG_FORMATS = ['json', 'pretty'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** Whether a process reads the site, delivers and keeps things in order. */
export function isWorking(role: ProcessRole): boolean {
  return role === 'all' || role === 'worker';
}

/** An explicit yes or no. `Boolean('false')` being true has switched on many a thing by accident. */
export const booleanText = z.stringbool({
  truthy: ['true', '1', 'yes', 'on'],
  falsy: ['false', '0', 'no', 'off'],
  error: 'must be true or false',
});

/** A whole number within bounds, written in digits. */
export function integerText(min: number, max: number) {
  return z
    .string()
    .regex(/^-?\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
}

/** An absolute URL with one of the given schemes. */
export function urlText(...schemes: string[]) {
  return z
    .string()
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
      `must be an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
}

const postgresUrl = urlText('postgres', 'postgresql');

/** Whoever has the database may try as many as they like: a short one would be found. */
const appSecret = z
  .string()
  .min(16, 'must have at least 16 characters; openssl rand -base64 32 makes a good one');

/** What an operator must set (or may leave alone) for the process to boot. */
const environmentSchema = z.object({
  PORT: integerText(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: urlText('http', 'https').optional(),
  TRUST_PROXY: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_READ_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  ROLE: z.enum(PROCESS_ROLES, `must be one of ${PROCESS_ROLES.join(', ')}`).default('all'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
      'must be one of fatal, error, warn, log, debug, verbose',
    )
    .default('log'),
  LOG_FORMAT: z.enum(LOG_FORMATS, `must be one of ${LOG_FORMATS.join(', ')}`).default('pretty'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  METRICS_PORT: integerText(0, 65_535).optional(),
  SHUTDOWN_DELAY_SECONDS: integerText(0, 60).default(0),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  PULL_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  APP_SECRET: appSecret.optional(),
  APP_SECRET_PREVIOUS: appSecret.optional(),
});

/** The environment of one process: read once, checked, frozen. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Where browsers and pollers reach the service; else made from host and port. */
  readonly publicUrl: string | undefined;
  /** What Fastify calls `trustProxy`: true, a count of hops, or a list of addresses. */
  readonly trustProxy: boolean | number | string;
  readonly databaseUrl: string | undefined;
  /** A standby of that database, for the pages of Pull. */
  readonly databaseReadUrl: string | undefined;
  readonly dataDir: string;
  readonly role: ProcessRole;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose';
  readonly logFormat: LogFormat;
  readonly metrics: {
    /** What a scraper must show; else anybody may read the metrics. */
    readonly token: string | undefined;
    /** Where the metrics are told instead of beside the API. */
    readonly port: number | undefined;
  };
  /** How long a process that is told to stop goes on serving, while it already says that it is not ready. */
  readonly shutdownDelayMs: number;
  readonly admin: { readonly email: string; readonly password: string } | undefined;
  readonly pullToken: string | undefined;
  /** By which stored secrets are sealed; else one is generated in the data folder. */
  readonly appSecret: string | undefined;
  /** Earlier ones, by which secrets may still be sealed. */
  readonly previousAppSecrets: readonly string[];
}

/** The variables of {@link parseEnvironment}, for the completeness check of `.env.example`. */
export const ENVIRONMENT_VARIABLES: readonly string[] = Object.keys(environmentSchema.shape);

/**
 * Empty variables count as not set: `PORT= npm start` and compose files with `${PORT:-}` mean "the default".
 */
export function withoutEmpty(raw: RawEnvironment): RawEnvironment {
  return Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

/** Every problem of a parsed object by variable, in one list. */
export function problemsOf(error: z.ZodError): EnvironmentProblem[] {
  return error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message }));
}

/**
 * Reads the boot variables.
 *
 * @throws EnvironmentInvalidError naming *all* bad variables at once, never their values (they may be secrets).
 */
export function parseEnvironment(raw: RawEnvironment): Environment {
  const variables = withoutEmpty(raw);
  const parsed = environmentSchema.safeParse(variables);
  const problems = parsed.success ? [] : problemsOf(parsed.error);
  if ((variables['ADMIN_EMAIL'] === undefined) !== (variables['ADMIN_PASSWORD'] === undefined)) {
    problems.push({ variable: 'ADMIN_EMAIL', message: 'and ADMIN_PASSWORD must be set together' });
  }
  if (variables['DATABASE_READ_URL'] !== undefined && variables['DATABASE_URL'] === undefined) {
    problems.push({ variable: 'DATABASE_READ_URL', message: 'needs DATABASE_URL, whose standby it names' });
  }
  if (!parsed.success || problems.length > 0) throw new EnvironmentInvalidError(problems);

  const env = parsed.data;
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: parseTrustProxy(env.TRUST_PROXY),
    databaseUrl: env.DATABASE_URL,
    databaseReadUrl: env.DATABASE_READ_URL,
    dataDir: resolve(env.DATA_DIR.replace(/^~(?=\/|$)/, homedir())),
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT,
    metrics: Object.freeze({ token: env.METRICS_TOKEN, port: env.METRICS_PORT }),
    shutdownDelayMs: env.SHUTDOWN_DELAY_SECONDS * 1000,
    admin:
      env.ADMIN_EMAIL && env.ADMIN_PASSWORD
        ? Object.freeze({ email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD })
        : undefined,
    pullToken: env.PULL_TOKEN,
    appSecret: env.APP_SECRET,
    previousAppSecrets: listOf(env.APP_SECRET_PREVIOUS),
  });
}

/** Several are separated by commas; one that holds a comma itself is meant as well. */
function listOf(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const parts = text.split(',').map((part) => part.trim());
  return Object.freeze([...new Set([text, ...parts])].filter((part) => part !== ''));
}

function parseTrustProxy(text: string | undefined): boolean | number | string {
  if (text === undefined) return false;
  const asBoolean = booleanText.safeParse(text);
  if (/^\d+$/.test(text)) return Number(text);
  return asBoolean.success ? asBoolean.data : text;
}
