import type { Clock } from '@oracle-integration/platform';
import type { Conversation, ProfileRequest } from '../profile/conversation';
import { type DeliveryTarget, urlBehind } from '../target/delivery-target';
import type { RemoteAnswer } from '../target/remote-answer';
import type { TargetHttpClient } from '../target/target-http.client';
import { secretsOf, withoutSecrets } from '../target/without-secrets';

/** A person waits for it. */
const API_TIMEOUT_MS = 15_000;

/** What a connection test says to Oracle: with one token, over new connections, and logged nowhere. */
export class ProbeConversation implements Conversation {
  constructor(
    private readonly parts: { readonly http: TargetHttpClient; readonly clock: Clock },
    private readonly target: DeliveryTarget,
    private readonly token: string,
  ) {}

  now(): Date {
    return this.parts.clock.now();
  }

  async exchange({ method, path, headers, body, secrets = [] }: ProfileRequest): Promise<RemoteAnswer> {
    const { baseUrl, allowPrivate, caCertificate } = this.target;
    const answer = await this.parts.http.send({
      method,
      url: urlBehind(baseUrl, path),
      headers: { ...headers, authorization: `Bearer ${this.token}` },
      body,
      allowPrivate,
      caCertificate,
      isNewConnection: true,
      timeoutMs: API_TIMEOUT_MS,
    });
    return withoutSecrets(answer, [this.token, ...secretsOf(this.target), ...secrets]);
  }
}
