import { presentedToken } from './presented-token';

describe('presentedToken', () => {
  it.each([
    ['X-Api-Key', { 'x-api-key': 'abc' }, 'abc'],
    ['Authorization: Bearer', { authorization: 'Bearer abc' }, 'abc'],
    ['bearer in lower case, with blanks', { authorization: 'bearer   abc' }, 'abc'],
    ['both: X-Api-Key wins', { 'x-api-key': 'key', authorization: 'Bearer abc' }, 'key'],
    ['an empty X-Api-Key beside a bearer', { 'x-api-key': '', authorization: 'Bearer abc' }, 'abc'],
    ['neither', {}, undefined],
    ['Basic', { authorization: 'Basic abc' }, undefined],
    ['Bearer with nothing', { authorization: 'Bearer ' }, undefined],
    ['two words behind Bearer', { authorization: 'Bearer abc def' }, undefined],
    ['something before Bearer', { authorization: 'x Bearer abc' }, undefined],
  ])('%s', (_case, headers, token) => {
    expect(presentedToken(headers)).toBe(token);
  });
});
