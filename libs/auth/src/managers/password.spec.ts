import { hashPassword, isPassword } from './password';

describe('a password hash', () => {
  let passwordHash: string;

  beforeAll(async () => {
    passwordHash = await hashPassword('correct horse battery');
  });

  it('is argon2id with the parameters that OWASP recommends', () => {
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('has a salt of its own each time', async () => {
    expect(await hashPassword('correct horse battery')).not.toBe(passwordHash);
  });

  it('knows its password', async () => {
    expect(await isPassword(passwordHash, 'correct horse battery')).toBe(true);
  });

  it.each(['', 'correct horse', 'Correct horse battery', 'correct horse battery '])(
    'does not know %j',
    async (password) => {
      expect(await isPassword(passwordHash, password)).toBe(false);
    },
  );

  it.each(['anything', 'nobody has this password'])(
    'of nobody knows no password, not even %j',
    async (password) => {
      expect(await isPassword(undefined, password)).toBe(false);
    },
  );
});
