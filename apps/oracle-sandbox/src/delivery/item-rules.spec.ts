import { anItem } from '../testing/items';
import { itemTrouble } from './item-rules';

describe('itemTrouble', () => {
  it('finds nothing in an item of the contract, and does not mind members it does not know', () => {
    expect(itemTrouble(anItem())).toBeUndefined();
    expect(itemTrouble(anItem({ somethingNew: { deep: [1] } }))).toBeUndefined();
  });

  it.each(['complete', 'completeviarpl', 'inprogress', 'notyetstarted', 'revoked'])(
    'knows the status %s',
    (status) => {
      expect(itemTrouble(anItem({ status }))).toBeUndefined();
    },
  );

  it.each(['inprogress', 'notyetstarted', 'revoked'])('needs no time of completion for %s', (status) => {
    expect(itemTrouble(anItem({ status, timecompleted: null }))).toBeUndefined();
    expect(itemTrouble(anItem({ status, timecompleted: undefined }))).toBeUndefined();
  });

  it.each([
    ['idempotencyKey', undefined],
    ['idempotencyKey', '  '],
    ['idempotencyKey', 7],
    ['idempotencyKey', 'x'.repeat(256)],
    ['id', 'not-a-uuid'],
    ['revision', 0],
    ['revision', 1.5],
    ['revision', '1'],
    ['userId', 0],
    ['userId', '1207'],
    ['courseId', -1],
    ['courseId', 2 ** 53],
    ['status', 'Complete'],
    ['status', undefined],
    ['timecompleted', null],
    ['timecompleted', undefined],
    ['timecompleted', '2026-02-01'],
    ['timecompleted', '2026-02-01T14:03:11+00:00'],
    ['timecompleted', '2026-02-30T14:03:11Z'],
    ['timecompleted', '2026-02-01T25:03:11Z'],
    ['timecompleted', 1_770_000_000],
    ['user', undefined],
    ['user', null],
    ['user', []],
    ['user', { id: 1208 }],
    ['user', { id: '1207' }],
    ['course', 'Fire Safety'],
    ['course', {}],
  ])('names %s when it is %j', (member, value) => {
    expect(itemTrouble(anItem({ [member]: value }))).toMatch(new RegExp(`^${member}\\b`));
  });

  it('needs a time of completion also for recognition of prior learning', () => {
    expect(itemTrouble(anItem({ status: 'completeviarpl', timecompleted: null }))).toMatch(/^timecompleted/);
  });

  it('refuses a malformed time even where none is needed', () => {
    expect(itemTrouble(anItem({ status: 'inprogress', timecompleted: 'soon' }))).toMatch(/^timecompleted/);
  });
});
