import type { ConnectionStep } from '@oracle-integration/contracts';
import { TROUBLE_WORDS, type TroubleCode } from '../delivery/trouble';
import type { TokenExchange } from '../oauth/token.client';
import type { HttpAnswer as Answer, ProbeFindings } from '../profile/delivery-profile';
import type { DeliveryTarget, IncompleteTarget } from '../target/delivery-target';
import { plainWords } from '../target/plain-words';
import type { UnreachedStage } from '../target/remote-answer';

/** The step that failed, what is wrong, and who must do what. */
export interface ConnectionFailure {
  readonly step: ConnectionStep;
  readonly detail: string;
  readonly action: string;
}

export function notConfigured({ missing, unreadable }: IncompleteTarget): ConnectionFailure {
  if (unreadable.length > 0) {
    const { reason, action } = TROUBLE_WORDS['PUSH.SECRET_UNREADABLE'];
    return { step: 'token_address', detail: `${reason} It is ${unreadable.join(', ')}.`, action };
  }
  return {
    step: 'token_address',
    detail: `Not everything that is needed is set. Missing: ${missing.join(', ')}.`,
    action: TROUBLE_WORDS['PUSH.NOT_CONFIGURED'].action,
  };
}

/** What is wrong with the token endpoint, the client or the scope; `undefined` when a token was granted. */
export function tokenFailure(
  { outcome, answer }: TokenExchange,
  target: DeliveryTarget,
): ConnectionFailure | undefined {
  if (!('trouble' in outcome)) return undefined;
  if (answer?.kind === 'not_reached') return unreached('token', answer);
  const { code, detail, waitSeconds } = outcome.trouble;
  const isScope = code === 'PUSH.SCOPE_REFUSED';
  const reason =
    code === 'PUSH.TOKEN_UNREACHABLE'
      ? "Oracle's token address takes the connection and grants nothing."
      : TROUBLE_WORDS[code].reason;
  return {
    step: isScope ? 'scope' : 'token',
    detail: `${reason} (${detail})`,
    action: tokenAction(code, target, waitSeconds ?? 60),
  };
}

function tokenAction(code: TroubleCode, { clientAuth }: DeliveryTarget, waitSeconds: number): string {
  switch (code) {
    case 'PUSH.CLIENT_REFUSED':
      return clientAuth.method === 'private_key_jwt'
        ? 'You: check Client ID, Private Key and Key ID. The certificate of the key must be known to Oracle.'
        : TROUBLE_WORDS[code].action;
    case 'PUSH.TOKEN_UNUSABLE':
      return 'You: check Token URL.';
    case 'PUSH.TOKEN_UNREACHABLE':
      return 'Oracle administrator: is there an outage? Then test again.';
    case 'PUSH.ASKED_TO_WAIT':
    case 'PUSH.TOKEN_LIMIT':
      return `You: wait ${waitSeconds} seconds, then test again.`;
    default:
      return TROUBLE_WORDS[code].action;
  }
}

/** What is wrong with the endpoint; `undefined` when it answers as an interface does. */
export function apiFailure({ answer, failure }: ProbeFindings): ConnectionFailure | undefined {
  if (answer.kind === 'not_reached') return unreached('api', answer);
  if (answer.kind === 'no_answer') {
    return {
      step: 'api',
      detail: `The endpoint takes the request and does not answer: ${answer.detail}.`,
      action: 'Oracle administrator: is there an outage? Then test again.',
    };
  }
  // A test asks for its token itself, and has the time it gives itself.
  if (answer.kind !== 'answer') return undefined;
  const code = troubleCodeOf(answer);
  if (!code) return failure && { step: 'api', ...failure };
  const said = plainWords(answer.body.slice(0, 10_000), 200);
  const seen = `(the endpoint answers ${answer.status}${said && `: ${said}`})`;
  return code === 'PUSH.FAILING'
    ? {
        step: 'api',
        detail: `The endpoint fails. ${seen}`,
        action: 'Oracle administrator: look what is wrong with the endpoint.',
      }
    : { step: 'api', detail: `${TROUBLE_WORDS[code].reason} ${seen}`, action: TROUBLE_WORDS[code].action };
}

/** An empty batch may well be refused: whoever does that has understood it. */
function troubleCodeOf({ status, contentType, body }: Answer): TroubleCode | undefined {
  if (status === 401) return 'PUSH.TOKEN_REJECTED';
  if (status === 403) return 'PUSH.FORBIDDEN';
  if (status === 404 || status === 405) return 'PUSH.ENDPOINT_MISSING';
  if (status >= 500) return 'PUSH.FAILING';
  const isPage = /html/i.test(contentType) || /^\s*</.test(body);
  return isPage || (status >= 300 && status < 400) ? 'PUSH.NOT_AN_INTERFACE' : undefined;
}

function unreached(
  side: 'token' | 'api',
  { stage, detail }: { stage: UnreachedStage; detail: string },
): ConnectionFailure {
  const setting = side === 'token' ? 'Token URL' : 'Base URL';
  const action = {
    address: `You: check ${setting}. If it is right, IT: this server must be able to look the name up and may have to be allowed private addresses.`,
    connection: `You: check ${setting}. If it is right, IT: let this server connect to it (firewall, port).`,
    tls: 'IT: install a valid certificate there. If your own authority issued it, Operator: set PUSH_CA_CERTIFICATE.',
  }[stage];
  return { step: `${side}_${stage}`, detail: `Not reached: ${detail}.`, action };
}
