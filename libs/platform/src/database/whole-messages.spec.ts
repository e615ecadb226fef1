import { WholeMessages } from './whole-messages';

function message(code: string, content: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(code, 0);
  head.writeInt32BE(4 + Buffer.byteLength(content), 1);
  return Buffer.concat([head, Buffer.from(content)]);
}

describe('WholeMessages', () => {
  const messages = [
    message('D', 'a row'),
    message('C', ''),
    message('D', 'López'.repeat(20)),
    message('Z', 'I'),
  ];
  const all = Buffer.concat(messages);

  it.each([1, 2, 4, 5, 6, 7, 64, 1_000])(
    'gives each message whole when %d bytes arrive at a time',
    (size) => {
      const given: Buffer[] = [];
      const cut = new WholeMessages((bytes) => given.push(bytes));

      for (let from = 0; from < all.length; from += size)
        cut.add(Buffer.from(all.subarray(from, from + size)));

      expect(given.map(String)).toEqual(messages.map(String));
    },
  );

  it('waits for the rest of a message', () => {
    const given: Buffer[] = [];
    const cut = new WholeMessages((bytes) => given.push(bytes));

    cut.add(all.subarray(0, messages[0]!.length + 3));

    expect(given.map(String)).toEqual([String(messages[0])]);
  });
});
