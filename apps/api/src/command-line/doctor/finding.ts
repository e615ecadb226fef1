export const FindingResult = {
  Ok: 'ok',
  /** It works, and should be looked at all the same. */
  Warning: 'warning',
  Failed: 'failed',
} as const;
export type FindingResult = (typeof FindingResult)[keyof typeof FindingResult];

/** What was looked at, how it is, and what to do. */
export interface Finding {
  readonly name: string;
  readonly result: FindingResult;
  /** Never a secret. */
  readonly detail: string;
  readonly action: string | null;
}

export function ok(name: string, detail: string): Finding {
  return { name, result: 'ok', detail, action: null };
}

export function warning(name: string, detail: string, action: string): Finding {
  return { name, result: 'warning', detail, action };
}

export function failed(name: string, detail: string, action: string): Finding {
  return { name, result: 'failed', detail, action };
}
