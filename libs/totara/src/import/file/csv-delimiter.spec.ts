import { detectDelimiter } from './csv-delimiter';

describe('the delimiter of a file', () => {
  it.each([
    ['a comma', 'user,course,date\n1,2,3\n', ','],
    ['a semicolon', 'user;course;date\n1;2;3\n', ';'],
    ['a semicolon beside decimal commas', 'user;course;grade\n1;2;85,5\n3;4;90,1\n', ';'],
    ['a tab', 'user\tcourse, name\tdate\n1\t2\t3\n', '\t'],
    ['a bar', 'user|course|date\n1|2|3\n', '|'],
    ['what stands outside quotation marks', '"a;b;c;d",x\n"e;f;g;h",y\n', ','],
    ['what every record has, not only the header', 'user;course, full, name, long;date\n1;2;3\n4;5;6\n', ';'],
    ['the comma, where there is one column', 'user\nmlopez\n', ','],
    ['that of a header alone', 'user;course;date', ';'],
  ])('is %s', (_, head, delimiter) => {
    expect(detectDelimiter(head)).toEqual({ delimiter, preamble: '' });
  });

  it('is what Excel says on a line of its own', () => {
    expect(detectDelimiter('sep=;\nuser,course\n')).toEqual({ delimiter: ';', preamble: 'sep=;\n' });
  });
});
