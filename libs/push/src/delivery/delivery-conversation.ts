import type { Clock } from '@oracle-integration/platform';
import type { LoggedRequest } from '@oracle-integration/queue';
import type { TokenService } from '../oauth/token.service';
import type { Conversation, Exchanged, ProfileRequest } from '../profile/conversation';
import { type DeliveryTarget, urlBehind } from '../target/delivery-target';
import type { RemoteAnswer } from '../target/remote-answer';
import type { TargetHttpClient } from '../target/target-http.client';
import { secretsOf, withoutSecrets } from '../target/without-secrets';
import { storedAnswer } from './stored-answer';

export interface ConversationParts {
  readonly tokens: TokenService;
  readonly http: TargetHttpClient;
  readonly clock: Clock;
  /** The process ends: what has no answer by then goes back into the line. */
  readonly isAbandoned: boolean;
}

/** What a conversation is about, and the time it has. */
export interface ConversationBounds {
  readonly itemCount: number;
  /** For a request that begins now; `undefined` when what is left is too short to be of use. */
  timeLeftMs(now: number): number | undefined;
}

/** What is said to Oracle to deliver something. */
export class DeliveryConversation implements Conversation {
  /** In the order in which they were sent. */
  readonly requests: LoggedRequest[] = [];

  constructor(
    private readonly parts: ConversationParts,
    private readonly target: DeliveryTarget,
    private readonly bounds: ConversationBounds,
  ) {}

  now(): Date {
    return this.parts.clock.now();
  }

  async exchange(request: ProfileRequest): Promise<Exchanged> {
    for (let tries = 1; ; tries += 1) {
      const access = await this.parts.tokens.accessToken(this.target);
      if ('trouble' in access) return { kind: 'no_token', trouble: access.trouble };
      const startedAt = this.now();
      const timeoutMs = this.bounds.timeLeftMs(startedAt.getTime());
      if (timeoutMs === undefined || this.parts.isAbandoned) return { kind: 'no_time' };
      const answered = await this.send(request, access.token, timeoutMs);
      if (this.parts.isAbandoned && answered.kind !== 'answer') return { kind: 'no_time' };
      const secrets = [access.token, ...secretsOf(this.target), ...(request.secrets ?? [])];
      const answer = withoutSecrets(answered, secrets);
      this.requests.push(this.logged(request, answer, startedAt));
      const isTokenRefused = answer.kind === 'answer' && answer.status === 401;
      if (isTokenRefused) this.parts.tokens.drop(access.token);
      if (!isTokenRefused || tries === 2) return answer;
    }
  }

  private send(request: ProfileRequest, token: string, timeoutMs: number): Promise<RemoteAnswer> {
    const { baseUrl, allowPrivate, caCertificate } = this.target;
    return this.parts.http.send({
      method: request.method,
      url: urlBehind(baseUrl, request.path),
      headers: { ...request.headers, authorization: `Bearer ${token}` },
      body: request.body,
      allowPrivate,
      caCertificate,
      timeoutMs,
      // The whole time is bounded; within it a receiver may think as long as it likes before it answers.
      idleTimeoutMs: timeoutMs,
    });
  }

  private logged(
    { batchId, body = '' }: ProfileRequest,
    answer: RemoteAnswer,
    startedAt: Date,
  ): LoggedRequest {
    const isAnswer = answer.kind === 'answer';
    const wentWell = isAnswer && answer.status < 300;
    return {
      batchId,
      startedAt: startedAt.toISOString(),
      durationMs: this.now().getTime() - startedAt.getTime(),
      itemCount: this.bounds.itemCount,
      requestBytes: Buffer.byteLength(body),
      outcome: isAnswer ? 'answered' : answer.kind,
      httpStatus: isAnswer ? answer.status : null,
      answer: storedAnswer(isAnswer ? answer.body : answer.detail, wentWell),
    };
  }
}
