/** What a test of the connection to Oracle looks at, in this order. */
export const CONNECTION_STEPS = [
  'token_address',
  'token_connection',
  'token_tls',
  'token',
  'scope',
  'api_address',
  'api_connection',
  'api_tls',
  'api',
] as const;
export type ConnectionStep = (typeof CONNECTION_STEPS)[number];

/** What a test of the connection to Totara's database looks at, in this order. */
export const TOTARA_CONNECTION_STEPS = [
  'address',
  'connection',
  'tls',
  'sign_in',
  'tables',
  'columns',
  'read_only',
  'rows',
] as const;
export type TotaraConnectionStep = (typeof TOTARA_CONNECTION_STEPS)[number];

export const ConnectionStepResult = {
  Ok: 'ok',
  /** It works, and should be put right all the same. */
  Warning: 'warning',
  Failed: 'failed',
  /** Not looked at: an earlier step failed, or there is nothing to look at. */
  Skipped: 'skipped',
} as const;
export type ConnectionStepResult = (typeof ConnectionStepResult)[keyof typeof ConnectionStepResult];

export interface ConnectionStepView<Step extends string = ConnectionStep> {
  step: Step;
  /** What is so when the step is ok: "Token granted". */
  title: string;
  result: ConnectionStepResult;
  /** What was seen; never a secret. */
  detail: string;
  /** Of a step that failed or warns: who must do what. */
  action: string | null;
}

/** `POST /api/admin/connections/oracle/test`. At most one step has failed; those after it are skipped. */
export interface ConnectionTestView<Step extends string = ConnectionStep> {
  ok: boolean;
  /** All of {@link CONNECTION_STEPS} (or {@link TOTARA_CONNECTION_STEPS}), in order. */
  steps: ConnectionStepView<Step>[];
}

/** `POST /api/admin/connections/totara/test`. */
export type TotaraConnectionTestView = ConnectionTestView<TotaraConnectionStep>;
