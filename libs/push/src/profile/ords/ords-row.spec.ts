import { ordsColumnsOf, parseSettings } from '@oracle-integration/settings';
import { aMappedItem } from '../../testing/a-mapped-item';
import { rowJson, rowKey, rowsCsv } from './ords-row';

const columns = ordsColumnsOf('ID = id\nUSER_ID = userId, NAME = course.fullname');
const json = '{"id":"a","userId":9007199254740993,"course":{"fullname":"Fire, \\"Safety\\"\\nand more"}}';

describe('the row of a completion', () => {
  it('keeps the digits of a number beyond 2^53, as JSON and as CSV', () => {
    expect(rowJson({ json }, columns)).toContain('"USER_ID":9007199254740993');
    expect(rowsCsv([{ json }], columns)).toContain('a,9007199254740993,');
  });

  it('quotes what CSV would otherwise read as its own', () => {
    expect(rowsCsv([{ json }], columns)).toBe(
      'ID,USER_ID,NAME\r\na,9007199254740993,"Fire, ""Safety""\nand more"\r\n',
    );
  });

  it('leaves empty what is not there', () => {
    expect(rowJson({ json: '{"id":"a"}' }, columns)).toBe('{"ID":"a","USER_ID":null,"NAME":null}');
    expect(rowsCsv([{ json: '{"id":"a"}' }], columns)).toBe('ID,USER_ID,NAME\r\na,,\r\n');
  });
});

describe('rowKey', () => {
  it('escapes what stands in an address, and joins the parts of a key', () => {
    const item = aMappedItem({ json, personKey: 'A/B 1' });

    expect(rowKey(item, '{personKey},{userId}')).toEqual({ key: 'A%2FB%201,9007199254740993' });
  });

  it('says what is not known for a key', () => {
    expect(rowKey(aMappedItem(), '{id}-{courseKey}')).toEqual({ unknown: 'courseKey' });
  });
});

describe('the columns of the settings', () => {
  it.each(['id', 'id == id', '1a = id', 'id = id\nID = userId', 'a b = id'])(
    'are refused as %j',
    (PUSH_ORDS_COLUMNS) => {
      expect(() => parseSettings({ PUSH_ORDS_COLUMNS })).toThrow(/PUSH_ORDS_COLUMNS/);
    },
  );
});
