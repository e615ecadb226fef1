import { anAnswer } from '../../testing/an-answer';
import { LookupCache } from './lookup-cache';

describe('LookupCache', () => {
  let now: number;
  let cache: LookupCache;
  let asked: string[];

  beforeEach(() => {
    now = 0;
    asked = [];
    cache = new LookupCache(() => now, 2);
  });

  const look = (key: string, found: object = { id: 1n }) =>
    cache.find(key, async () => {
      asked.push(key);
      return found as { id: bigint };
    });

  it('asks once for what many want at the same time, and later', async () => {
    await Promise.all([look('a'), look('a')]);
    await look('a');

    expect(asked).toEqual(['a']);
  });

  it('asks again after an hour, and after half a minute for what was missing', async () => {
    await look('a');
    await look('b', { missing: 'nobody' });
    now += 31_000;
    await look('a');
    await look('b');
    now += 3_600_000;
    await look('a');

    expect(asked).toEqual(['a', 'b', 'b', 'a']);
  });

  it('lets go of what was used longest ago', async () => {
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await look(key);

    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps no refusal, and forgets what it is told to', async () => {
    await look('a', { refusal: anAnswer({ status: 503 }) });
    await look('a');
    cache.forget('a');
    await look('a');

    expect(asked).toEqual(['a', 'a', 'a']);
  });
});
