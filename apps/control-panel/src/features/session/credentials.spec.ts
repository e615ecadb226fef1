import { describe, expect, it } from '@jest/globals';
import { checkNewManager, checkSignIn } from './credentials';

const GOOD = 'correct horse battery';

describe('checkSignIn', () => {
  it('asks for what is missing', () => {
    expect(Object.keys(checkSignIn('  ', ''))).toEqual(['email', 'password']);
  });

  it('leaves it to the service whether they are right', () => {
    expect(checkSignIn('anyone', 'x')).toEqual({});
  });
});

describe('checkNewManager', () => {
  it('finds nothing wrong with a good account', () => {
    expect(checkNewManager(' hr@example.com ', GOOD, GOOD)).toEqual({});
  });

  it.each(['', 'hr', 'hr@example', 'h r@example.com'])('refuses %j as an e-mail address', (email) => {
    expect(Object.keys(checkNewManager(email, GOOD, GOOD))).toEqual(['email']);
  });

  it.each(['123456789', 'x'.repeat(201)])('refuses a password of the wrong length', (password) => {
    expect(Object.keys(checkNewManager('hr@example.com', password, 'another'))).toEqual(['password']);
  });

  it('refuses two passwords that differ', () => {
    expect(Object.keys(checkNewManager('hr@example.com', GOOD, `${GOOD} `))).toEqual(['repeated']);
  });
});
