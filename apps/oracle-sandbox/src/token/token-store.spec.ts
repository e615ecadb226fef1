import { TokenStore } from './token-store';

describe('TokenStore', () => {
  it('accepts a token until the moment its lifetime is over', () => {
    let now = 1_000;
    const store = new TokenStore(() => now);
    const token = store.issue(10);

    expect(store.verify(token)).toBe('valid');
    now += 9_999;
    expect(store.verify(token)).toBe('valid');
    now += 1;
    expect(store.verify(token)).toBe('expired');
  });

  it('knows no token that it did not issue', () => {
    const store = new TokenStore(() => 0);
    store.issue(10);

    expect(store.verify('made-up')).toBe('unknown');
  });

  it('issues a different token each time and counts them', () => {
    const store = new TokenStore(() => 0);

    const tokens = new Set([store.issue(1), store.issue(1), store.issue(1)]);

    expect(tokens.size).toBe(3);
    expect(store.issuedCount).toBe(3);
  });

  it('drops the oldest token when it is full', () => {
    const store = new TokenStore(() => 0, 2);
    const [first, second, third] = [store.issue(9), store.issue(9), store.issue(9)];

    expect([first, second, third].map((token) => store.verify(token))).toEqual(['unknown', 'valid', 'valid']);
  });

  it('forgets everything when cleared', () => {
    const store = new TokenStore(() => 0);
    const token = store.issue(9);

    store.clear();

    expect(store.verify(token)).toBe('unknown');
    expect(store.issuedCount).toBe(0);
  });
});
