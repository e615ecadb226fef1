import fc from 'fast-check';
import { type CsvRow, readCsv } from './csv-file';
import { csvLine } from '@oracle-integration/platform';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

async function read(text: string, size = 7): Promise<{ delimiter: string; header: CsvRow; rows: CsvRow[] }> {
  const { delimiter, header, rows } = await readCsv(pieces(text, size));
  const all: CsvRow[] = [];
  for await (const row of rows) all.push(row);
  return { delimiter, header, rows: all };
}

describe('the rows of a CSV file', () => {
  it('are told with the lines of the file on which they begin', async () => {
    const { header, rows } = await read('a,b\n1,"x\ny\nz"\n\n\n2,"say ""hi"""\n"3\n",4');

    expect(header).toEqual({ line: 1, cells: ['a', 'b'] });
    expect(rows).toEqual([
      { line: 2, cells: ['1', 'x\ny\nz'] },
      { line: 7, cells: ['2', 'say "hi"'] },
      { line: 8, cells: ['3\n', '4'] },
    ]);
  });

  it('are counted from the first line, also below blank ones and one that names the delimiter', async () => {
    expect((await read('\n\na;b\n1;2\n')).header).toEqual({ line: 3, cells: ['a', 'b'] });
    expect(await read('sep=;\na;b\n1;2\n')).toEqual({
      delimiter: ';',
      header: { line: 2, cells: ['a', 'b'] },
      rows: [{ line: 3, cells: ['1', '2'] }],
    });
  });

  it('come as they are where cells are missing, too many, or hold a stray quotation mark', async () => {
    const { rows } = await read('a,b,c\n1\n1,2,3,4\n5" pipe,he said "no",7\n');

    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1'],
      ['1', '2', '3', '4'],
      ['5" pipe', 'he said "no"', '7'],
    ]);
  });

  it('are those that were written, whatever the cells and the pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ', ';', '1') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });

    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 30 }), async (cells, size) => {
        const text = ['head,er\n', ...cells.map((row) => csvLine(row).replace('\r\n', '\n'))].join('');

        const { rows } = await read(text, size);

        const lineOf = (index: number) =>
          ['head,er\n', ...cells.map(csvLine)]
            .slice(0, index + 1)
            .join('')
            .split('\n').length;
        expect(rows).toEqual(cells.map((row, index) => ({ line: lineOf(index), cells: row })));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n\n'],
    ['a header of empty cells', ' , ,\n1,2,3\n'],
  ])('are refused in words where the file holds %s', async (_, text) => {
    await expect(read(text)).rejects.toThrow(/needs a line with the names of the columns/);
  });

  it('are refused with the line where a quotation mark is not closed', async () => {
    const open = 'a,b\n1,2\n3,"never closed\n';

    await expect(read(open)).rejects.toThrow(/row of line 3 is not closed/);
    await expect(read(`${open}${'4,5\n'.repeat(50_000)}`, 1000)).rejects.toThrow(
      /row of line 3 is not closed/,
    );
  });

  it('are refused where the header cannot be that of completions', async () => {
    await expect(read(`${'x,'.repeat(500)}x\n1\n`, 5000)).rejects.toThrow('501 columns');
  });

  it('pass on what goes wrong while the file arrives', async () => {
    async function* breaking(): AsyncGenerator<string> {
      yield `a,b\n${'1,2\n'.repeat(30_000)}`;
      throw await Promise.resolve(new Error('the network is gone'));
    }
    const readAll = async () => {
      const { rows } = await readCsv(breaking());
      let count = 0;
      for await (const row of rows) count += row.cells.length;
      return count;
    };

    await expect(readAll()).rejects.toThrow('the network is gone');
  });
});
