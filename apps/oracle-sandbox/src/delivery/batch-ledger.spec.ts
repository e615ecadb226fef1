import { BatchLedger } from './batch-ledger';
import { digestOf } from './digest';

const [key, otherKey, body] = ['key', 'other key', 'body'].map(digestOf) as [Buffer, Buffer, Buffer];
const answer = { status: 207, body: '{"items":[]}' };

describe('BatchLedger', () => {
  it('does not know a key that was never used', () => {
    expect(new BatchLedger().look(key, body)).toEqual({ kind: 'new' });
  });

  it('gives the same answer to the same key and body', () => {
    const ledger = new BatchLedger();

    ledger.keep(key, body, answer);

    expect(ledger.look(key, body)).toEqual({ kind: 'repeated', answer });
  });

  it('sees a conflict when the body is another one', () => {
    const ledger = new BatchLedger();

    ledger.keep(key, body, answer);

    expect(ledger.look(key, digestOf('another body'))).toEqual({ kind: 'conflict' });
  });

  it.each([
    ['number', { characters: 1_000_000, answers: 1 }],
    ['size', { characters: answer.body.length + 1, answers: 1_000 }],
  ])('drops the oldest answer beyond the %s allowed, but still knows its key and body', (_, limits) => {
    const ledger = new BatchLedger(limits);

    ledger.keep(key, body, answer);
    ledger.keep(otherKey, body, answer);

    expect(ledger.look(key, body)).toEqual({ kind: 'repeated', answer: undefined });
    expect(ledger.look(key, digestOf('another body'))).toEqual({ kind: 'conflict' });
    expect(ledger.look(otherKey, body)).toEqual({ kind: 'repeated', answer });
  });
});
