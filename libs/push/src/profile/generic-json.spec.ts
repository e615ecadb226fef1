import { itemIdempotencyKey } from '../mapping/item-mapper';
import { aMappedItem } from '../testing/a-mapped-item';
import { readItemResults, renderBatch } from './generic-json';

const RECORD_A = '0198c1a0-0000-7000-8000-00000000000a';
const RECORD_B = '0198c1a0-0000-7000-8000-00000000000b';
const ITEM_A = aMappedItem({ recordId: RECORD_A, json: `{"id":"${RECORD_A}","user":"María \\u2028"}` });
const ITEM_B = aMappedItem({ recordId: RECORD_B, revision: 2, json: `{"id":"${RECORD_B}","grade":85.0}` });

describe('itemIdempotencyKey', () => {
  it('is for ever the same for the same revision of the same record', () => {
    // Written out: another value would deliver every completion a second time after an upgrade.
    expect(itemIdempotencyKey(RECORD_A, 1)).toBe('182d8ea3-1714-5e92-bebf-b1955eac5db9');
  });

  it('differs between revisions and between records', () => {
    const keys = [
      itemIdempotencyKey(RECORD_A, 1),
      itemIdempotencyKey(RECORD_A, 2),
      itemIdempotencyKey(RECORD_B, 1),
    ];

    expect(new Set(keys).size).toBe(3);
  });
});

describe('renderBatch', () => {
  it('puts the stored text of each item into the body byte for byte, behind its key', () => {
    const { batchId, body } = renderBatch([ITEM_A, ITEM_B]);

    expect(body).toBe(
      `{"batchId":"${batchId}","items":[` +
        `{"idempotencyKey":"${itemIdempotencyKey(RECORD_A, 1)}","id":"${RECORD_A}","user":"María \\u2028"},` +
        `{"idempotencyKey":"${itemIdempotencyKey(RECORD_B, 2)}","id":"${RECORD_B}","grade":85.0}]}`,
    );
  });

  it('renders the same bytes and the same batch key each time', () => {
    expect(renderBatch([ITEM_A, ITEM_B])).toEqual(renderBatch([ITEM_A, ITEM_B]));
    expect(renderBatch([ITEM_A, ITEM_B]).batchId).toBe('42520e57-5c16-58bc-8715-5858b2bcea04');
  });

  it('names a batch anew once Oracle has answered for an item, which keeps its own key', () => {
    const [before, after] = [ITEM_A, { ...ITEM_A, answered: 1 }].map((item) => renderBatch([item]));
    const keyOf = (body: string) =>
      (JSON.parse(body) as { items: { idempotencyKey: string }[] }).items[0]!.idempotencyKey;

    expect(after!.batchId).not.toBe(before!.batchId);
    expect(keyOf(after!.body)).toBe(keyOf(before!.body));
  });

  it('has another batch key for other items and for another revision', () => {
    const batchIds = [[ITEM_A], [ITEM_A, ITEM_B], [aMappedItem({ recordId: RECORD_A, revision: 2 })]].map(
      (items) => renderBatch(items).batchId,
    );

    expect(new Set(batchIds).size).toBe(3);
  });
});

describe('readItemResults', () => {
  it.each(['', '  ', '[]', 'null', '"all right"', '{"items":{}}'])(
    '%j speaks for all items at once',
    (body) => {
      expect(readItemResults(body)).toBeUndefined();
    },
  );

  it('throws on a body that was cut off', () => {
    expect(() => readItemResults('{"items":[')).toThrow(SyntaxError);
  });

  it('reads status, external id and the words of an error', () => {
    const results = readItemResults(
      JSON.stringify({
        items: [{ id: 'a', status: '422', externalId: 5, error: { title: 'No', detail: '' } }],
      }),
    );

    expect(results?.get('a')).toEqual({ status: 422, externalId: '5', detail: 'No' });
  });
});
