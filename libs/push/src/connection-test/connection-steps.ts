import {
  CONNECTION_STEPS,
  type ConnectionStep,
  type ConnectionStepView,
  type ConnectionTestView,
} from '@oracle-integration/contracts';
import type { TokenExchange } from '../oauth/token.client';
import type { ProbeFindings } from '../profile/delivery-profile';
import type { DeliveryTarget, IncompleteTarget } from '../target/delivery-target';
import { apiFailure, type ConnectionFailure, notConfigured, tokenFailure } from './connection-failure';

/** What a test of the connection came upon. */
export type ConnectionFindings =
  | IncompleteTarget
  | {
      readonly target: DeliveryTarget;
      readonly token: TokenExchange;
      /** What the profile asked of the endpoint; `undefined` when there was no token to ask with. */
      readonly probe: ProbeFindings | undefined;
    };

/** Each says what is so when its step is ok. */
const TITLES: Readonly<Record<ConnectionStep, string>> = {
  token_address: 'Token address found',
  token_connection: 'Token address takes connections',
  token_tls: 'Secure connection to the token address',
  token: 'Token granted',
  scope: 'Scope accepted',
  api_address: 'Address of the endpoint found',
  api_connection: 'Endpoint takes connections',
  api_tls: 'Secure connection to the endpoint',
  api: 'Endpoint answers',
};

/** Turns what was found into steps: those that went well, the one that failed, and those that it kept us from. */
export function connectionTestView(findings: ConnectionFindings): ConnectionTestView {
  const failure = failureOf(findings);
  const failedAt = failure ? CONNECTION_STEPS.indexOf(failure.step) : CONNECTION_STEPS.length;
  const steps = CONNECTION_STEPS.map((step, index): ConnectionStepView => {
    const titled = { step, title: TITLES[step], action: null };
    if (failure && index === failedAt) {
      return { ...titled, result: 'failed', detail: failure.detail, action: failure.action };
    }
    if (index > failedAt)
      return { ...titled, result: 'skipped', detail: 'Not looked at: a step before it failed.' };
    return { ...titled, ...seenAt(step, findings) };
  });
  return { ok: failure === undefined, steps };
}

function failureOf(findings: ConnectionFindings): ConnectionFailure | undefined {
  if ('missing' in findings) return notConfigured(findings);
  const { target, token, probe } = findings;
  return tokenFailure(token, target) ?? (probe && apiFailure(probe));
}

/** What was seen at a step that did not fail. */
function seenAt(
  step: ConnectionStep,
  findings: ConnectionFindings,
): Pick<ConnectionStepView, 'result' | 'detail'> {
  if ('missing' in findings || findings.token.answer === undefined) {
    return { result: 'skipped', detail: 'Not looked at: nothing was sent.' };
  }
  const { target, token, probe } = findings;
  const url = new URL(step.startsWith('api') ? target.baseUrl : target.tokenUrl);
  switch (step) {
    case 'token_address':
    case 'api_address':
      return { result: 'ok', detail: `${url.hostname} is found.` };
    case 'token_connection':
    case 'api_connection':
      return { result: 'ok', detail: `${url.host} takes the connection.` };
    case 'token_tls':
    case 'api_tls':
      return url.protocol === 'https:'
        ? { result: 'ok', detail: 'The certificate is trusted.' }
        : { result: 'skipped', detail: 'The address begins with http://: nothing is encrypted.' };
    case 'token':
      return 'token' in token.outcome
        ? { result: 'ok', detail: `A token that holds for ${token.outcome.expiresInSeconds} seconds.` }
        : { result: 'ok', detail: 'Oracle accepts the client.' };
    case 'scope':
      return { result: 'ok', detail: target.scope ?? 'No scope is asked for.' };
    case 'api':
      return { result: 'ok', detail: seenOf(probe) };
  }
}

function seenOf(probe: ProbeFindings | undefined): string {
  const status = probe?.answer.kind === 'answer' ? probe.answer.status : '';
  return probe?.seen ?? `It answers ${status}.`;
}
