import { anItem } from '../testing/items';
import { isOmitted, rejectionOf } from './item-faults';

const fault = { rate: 1, status: 422, title: 'No', detail: 'No.', recorded: false };
const never = () => 0.999999;

describe('rejectionOf', () => {
  const item = anItem({ userId: 7, courseId: 9 });

  it.each([
    ['all items when nobody is named', {}, true],
    ['an item of a named user', { userIds: [6, 7] }, true],
    ['an item of a named course', { userIds: [6], courseIds: [9] }, true],
    ['an item with a named id', { ids: [item.id] }, true],
    ['no item with another id', { ids: ['01980000-0000-7000-8000-000000000000'] }, false],
    ['no item of others', { userIds: [6], courseIds: [8] }, false],
    ['no item when the list is empty', { userIds: [] }, false],
  ])('rejects %s', (_, selection, expected) => {
    expect(rejectionOf(item, { ...fault, ...selection }, never) !== undefined).toBe(expected);
  });

  it('rejects at the rate given', () => {
    expect(rejectionOf(item, { ...fault, rate: 0.5 }, () => 0.49)).toBeDefined();
    expect(rejectionOf(item, { ...fault, rate: 0.5 }, () => 0.5)).toBeUndefined();
  });

  it('rejects nothing without a fault', () => {
    expect(rejectionOf(item, undefined, () => 0)).toBeUndefined();
  });
});

describe('isOmitted', () => {
  it('omits at the rate given and never without a fault', () => {
    expect(isOmitted({ rate: 0.25, recorded: true }, () => 0.24)).toBe(true);
    expect(isOmitted({ rate: 0.25, recorded: true }, () => 0.25)).toBe(false);
    expect(isOmitted(undefined, () => 0)).toBe(false);
  });
});
