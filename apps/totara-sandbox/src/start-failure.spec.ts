import { explainStartFailure } from './start-failure';

const env = {
  TOTARA_SANDBOX_DATABASE_URL: 'postgres://someone:hidden@db.example.com:5433/lms',
  TOTARA_SANDBOX_PORT: '80',
};

function failure(code: string): Error {
  return Object.assign(new Error('raw text'), { code });
}

describe('explainStartFailure', () => {
  it.each([
    ['ECONNREFUSED', 'No PostgreSQL answers at db.example.com:5433'],
    ['ENOTFOUND', 'There is no host db.example.com:5433'],
    ['28P01', 'refuses the user or password'],
    ['3D000', 'There is no database lms at db.example.com:5433'],
    ['42501', 'may not create tables in lms'],
    ['EADDRINUSE', 'Port 80 is taken'],
    ['EACCES', 'Port 80 may not be used'],
  ])('explains %s in one sentence without the password', (code, expected) => {
    const sentence = explainStartFailure(failure(code), env);

    expect(sentence).toContain(expected);
    expect(sentence).not.toMatch(/hidden|raw text|\n/);
  });

  it('passes on what it does not know', () => {
    expect(explainStartFailure(new Error('No more files.'), {})).toBe(
      'The Totara sandbox could not start: No more files.',
    );
  });
});
