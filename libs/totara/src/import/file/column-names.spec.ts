import { columnNames } from './column-names';

describe('the names of columns', () => {
  it('differ, and each column has one', () => {
    expect(columnNames(['Name', ' Name ', '', 'Name (2)', 'Course\nName'])).toEqual([
      'Name',
      'Name (2)',
      'Column 3',
      'Name (2) (2)',
      'Course Name',
    ]);
  });
});
