import type { RemoteAnswer } from './remote-answer';
import { withoutSecrets } from './without-secrets';

const answered = (body: string): RemoteAnswer => ({
  kind: 'answer',
  status: 422,
  contentType: 'application/json',
  retryAfter: undefined,
  headers: {},
  body,
  isCut: false,
});

describe('withoutSecrets', () => {
  it('hides every secret that an answer repeats, wherever it stands', () => {
    const body =
      '{"items":[{"id":"a","error":{"detail":"Bearer s3cret-token of s3cret-client, s3cret-token"}}]}';

    const { body: kept } = withoutSecrets(answered(body), ['s3cret-token', 's3cret-client']) as {
      body: string;
    };

    expect(kept).toBe('{"items":[{"id":"a","error":{"detail":"Bearer *** of ***, ***"}}]}');
  });

  it('does not look for what would be found in anything', () => {
    expect(withoutSecrets(answered('{"a":1}'), ['', 'a'])).toEqual(answered('{"a":1}'));
  });

  it('leaves alone what is no answer', () => {
    const nothing: RemoteAnswer = { kind: 'no_answer', detail: 'it hung up' };

    expect(withoutSecrets(nothing, ['hung'])).toBe(nothing);
  });
});
