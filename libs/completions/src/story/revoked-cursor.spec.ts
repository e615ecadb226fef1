import { decodeRevokedCursor, encodeRevokedCursor } from './revoked-cursor';

describe('the cursor of revoked deliveries', () => {
  it('leads back to its place', () => {
    const position = { revokedAtMicros: '1772366400123456', id: '42' };

    expect(decodeRevokedCursor(encodeRevokedCursor(position))).toEqual(position);
  });

  it.each(['', '42', '1-', '-1', '1-2-3', "1-2'", '1'.repeat(18) + '-2', '1-' + '2'.repeat(19), '1.5-2'])(
    'is refused by name when it is not one of ours: %s',
    (cursor) => {
      expect(() => decodeRevokedCursor(cursor)).toThrow('cursor is not one that this list gave out');
    },
  );
});
