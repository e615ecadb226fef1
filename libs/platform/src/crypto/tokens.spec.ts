import { constantTimeEqual, randomToken, sha256, shortSignature } from './tokens';

describe('randomToken', () => {
  it('is 256 bits of URL-safe text, another each time', () => {
    const tokens = Array.from({ length: 200 }, randomToken);

    expect(new Set(tokens).size).toBe(200);
    expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    expect(Buffer.from(tokens[0]!, 'base64url')).toHaveLength(32);
  });
});

describe('sha256', () => {
  it('agrees with the published digest of "abc"', () => {
    expect(sha256('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('shortSignature', () => {
  it('is the first half of the published HMAC-SHA-256 of RFC 4231, case 2', () => {
    const signature = shortSignature(Buffer.from('Jefe'), 'what do ya want for nothing?');

    expect(signature.toString('hex')).toBe('5bdcc146bf60754e6a042426089575c7');
  });

  it('differs with the key and with the content', () => {
    const signatures = [
      shortSignature(Buffer.from('a'), 'x'),
      shortSignature(Buffer.from('b'), 'x'),
      shortSignature(Buffer.from('a'), 'y'),
    ];

    expect(new Set(signatures.map((signature) => signature.toString('hex'))).size).toBe(3);
  });
});

describe('constantTimeEqual', () => {
  it('compares text and bytes, of whatever length', () => {
    expect(constantTimeEqual('secret', Buffer.from('secret'))).toBe(true);
    expect(constantTimeEqual('secret', 'secres')).toBe(false);
    expect(constantTimeEqual('secret', 'secret ')).toBe(false);
    expect(constantTimeEqual('', 'secret')).toBe(false);
  });
});
