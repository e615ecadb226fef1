import type { RemoteAnswer } from '../target/remote-answer';

type Given = Partial<Extract<RemoteAnswer, { kind: 'answer' }>>;

/** A whole HTTP answer; a body that is no text is sent as JSON. */
export function anAnswer(given: Omit<Given, 'kind' | 'body'> & { body?: unknown } = {}): RemoteAnswer {
  const { status = 200, contentType = 'application/json', retryAfter, headers = {} } = given;
  const { body = '', isCut = false } = given;
  return {
    kind: 'answer',
    status,
    contentType,
    retryAfter,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    isCut,
  };
}

/** Nothing was sent. */
export function notReached(
  given: Partial<Extract<RemoteAnswer, { kind: 'not_reached' }>> = {},
): RemoteAnswer {
  return { kind: 'not_reached', stage: 'connection', detail: 'nobody there', ...given };
}
