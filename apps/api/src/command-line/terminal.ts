import type { RawEnvironment } from '@oracle-integration/platform';

/** What a command is given by whoever started it. */
export interface Terminal {
  readonly raw: RawEnvironment;
  readonly stdin: NodeJS.ReadableStream;
  /** What was asked for, and nothing else: a program may read it. */
  readonly stdout: NodeJS.WritableStream;
  /** What a person should know meanwhile, and what went wrong. */
  readonly stderr: NodeJS.WritableStream;
}

export const ExitCode = {
  Ok: 0,
  /** It did not work, or something was found that must be put right. */
  Failed: 1,
  /** It was asked for in a way that cannot be understood. */
  Usage: 2,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What a command has to say: once for programs, once for people. */
export interface Report {
  readonly data: unknown;
  readonly lines: readonly string[];
  readonly exitCode?: ExitCode;
}
