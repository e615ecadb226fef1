import { csvLine } from './csv-text';

describe('a line of CSV', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 7, null, ''])).toBe(
      '"a,b","say ""hi""","two\nlines",7,,\r\n',
    );
  });

  it.each(['=1+1', '+41', '-7', '@cmd', '\tx', '\r=x'])('does not let a spreadsheet run %j', (cell) => {
    expect(csvLine([cell]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers of our own alone', () => {
    expect(csvLine([-5])).toBe('-5\r\n');
  });
});
