import { passwordFault } from './password-rules';

const EMAIL = 'annabelle.lopez@example.com';

describe('a new password', () => {
  it.each(['correct horse battery', 'Zürich im Regen', '🦊🦊 läuft schnell', 'xk2!pq9#zz'])(
    'may be %j',
    (password) => {
      expect(passwordFault(password, EMAIL)).toBeUndefined();
    },
  );

  it.each([
    ['short 123', 'must have 10 to 200 characters'],
    ['x'.repeat(201), 'must have 10 to 200 characters'],
    [EMAIL, 'must not be your e-mail address'],
    ['Annabelle.Lopez', 'must not be your e-mail address'],
    [`${EMAIL}1`, 'must not be your e-mail address'],
    ['Password123', 'is one of the passwords that are tried first; choose another'],
    ['QwertyUiop', 'is one of the passwords that are tried first; choose another'],
    ['aaaaaaaaaaaa', 'must not repeat the same few characters'],
    ['ababababababab', 'must not repeat the same few characters'],
  ])('may not be %j', (password, fault) => {
    expect(passwordFault(password, EMAIL)).toBe(fault);
  });
});
