import { writingPrivileges } from './writing-privileges';

describe('writingPrivileges', () => {
  it.each([
    [
      'an account as the guide wants it',
      ['GRANT USAGE ON *.* TO `r`@`%`', 'GRANT SELECT ON `totara`.* TO `r`@`%`'],
    ],
    ['one that may also lock and look', ['GRANT SELECT, SHOW VIEW, LOCK TABLES ON `drop`.* TO `insert`@`%`']],
    ['one with temporary tables', ['GRANT SELECT, CREATE TEMPORARY TABLES ON `totara`.* TO `r`@`%`']],
    ['one that has a role', ['GRANT `update`@`%` TO `r`@`%`']],
  ])('finds none with %s', (_case, grants) => {
    expect(writingPrivileges(grants)).toEqual([]);
  });

  it.each([
    [
      'everything',
      ["GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` IDENTIFIED BY PASSWORD '*A' WITH GRANT OPTION"],
      ['ALL PRIVILEGES'],
    ],
    [
      'some',
      ['GRANT SELECT, INSERT, UPDATE ON `totara`.* TO `r`@`%`', 'GRANT UPDATE ON `x`.* TO `r`@`%`'],
      ['INSERT', 'UPDATE'],
    ],
    ['single columns', ['GRANT SELECT, UPDATE (`email`) ON `totara`.`ttr_user` TO `r`@`%`'], ['UPDATE']],
    [
      'to change tables',
      ['GRANT SELECT, CREATE, DROP, ALTER ON `totara`.* TO `r`@`%`'],
      ['CREATE', 'DROP', 'ALTER'],
    ],
  ])('finds the right to write %s', (_case, grants, expected) => {
    expect(writingPrivileges(grants)).toEqual(expected);
  });
});
