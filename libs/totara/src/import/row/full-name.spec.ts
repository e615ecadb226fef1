import { namesOf } from './full-name';

describe('the parts of a full name', () => {
  it.each([
    ['María López', 'María', 'López'],
    ['María López García', 'María', 'López García'],
    ['López García, María', 'María', 'López García'],
    ['Cher', null, 'Cher'],
    ['Cher,', null, 'Cher'],
  ])('%s is %s and %s', (text, firstname, lastname) => {
    expect(namesOf(text)).toEqual({ firstname, lastname });
  });
});
