import type { DeliveryTarget } from './delivery-target';
import type { RemoteAnswer } from './remote-answer';

/** Shorter ones would be found in anything. */
const SECRET_CHARACTERS_MIN = 4;

/** An answer that repeats what it was told, as some endpoints do in their errors: whatever is kept of it, is kept without. */
export function withoutSecrets(answer: RemoteAnswer, secrets: readonly string[]): RemoteAnswer {
  if (answer.kind !== 'answer') return answer;
  const body = secrets
    .filter((secret) => secret.length >= SECRET_CHARACTERS_MIN)
    .reduce((text, secret) => text.replaceAll(secret, '***'), answer.body);
  return { ...answer, body };
}

/** What a target is told that nobody else may know, besides the token of the day. */
export function secretsOf({ clientAuth }: Pick<DeliveryTarget, 'clientAuth'>): string[] {
  return 'clientSecret' in clientAuth ? [clientAuth.clientSecret] : [];
}
