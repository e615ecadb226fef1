import { describe, expect, it } from '@jest/globals';
import { aSetting, someSettings } from '../../testing/factories/settings';
import { changesOf, faultOf, shownValue } from './setting-drafts';

describe('changesOf', () => {
  const stored = someSettings({ key: 'pushBatchSize', value: 50, origin: 'stored' });

  it.each([
    ['a value that differs', { pushBatchSize: 60 }, { pushBatchSize: 60 }],
    ['the same value again', { pushBatchSize: 50 }, {}],
    ['an emptied field: back to the default', { pushBatchSize: '' }, { pushBatchSize: null }],
    ['an emptied field where nobody has set anything', { totaraTablePrefix: '' }, {}],
    ['a secret that is typed', { pushClientSecret: 'x' }, { pushClientSecret: 'x' }],
    ['an emptied secret field', { pushClientSecret: '' }, {}],
    ['a secret that is removed', { pushClientSecret: null }, { pushClientSecret: null }],
    ['a setting that is gone', { former: 1 }, {}],
  ])('of %s', (_case, typed, changes) => {
    expect(changesOf(typed, stored)).toEqual(changes);
  });

  it('leaves out what somebody else saved meanwhile, and what is pinned by now', () => {
    const settings = someSettings(
      { key: 'pushBatchSize', value: 200, origin: 'stored' },
      { key: 'pushBaseUrl', isPinned: true },
    );

    expect(
      changesOf({ pushBatchSize: 200, pushBaseUrl: 'https://x.example', pullEnabled: true }, settings),
    ).toEqual({ pullEnabled: true });
  });
});

describe('shownValue', () => {
  const setting = aSetting({ key: 'size', value: 50, default: 100, origin: 'stored' });

  it.each([
    ['what is in force', {}, 50],
    ['what was typed', { size: 60 }, 60],
    ['nothing, where a field was emptied', { size: '' }, ''],
    ['the default that a null goes back to', { size: null }, 100],
  ])('is %s', (_case, typed, value) => {
    expect(shownValue(setting, typed)).toBe(value);
  });
});

describe('faultOf', () => {
  const number = aSetting({ key: 'n', input: { kind: 'number', min: 1, max: 10, unit: 's' } });
  const url = aSetting({ key: 'u', input: { kind: 'url', schemes: ['https'] } });

  it.each([
    [number, 1, null],
    [number, 10, null],
    [number, 11, 'Enter a whole number from 1 to 10.'],
    [number, 1.5, 'Enter a whole number from 1 to 10.'],
    [number, '-', 'Enter a whole number from 1 to 10.'],
    [number, null, null],
    [url, 'https://oracle.example.com', null],
    [url, 'http://oracle.example.com', 'Enter a complete address that starts with https://'],
    [url, 'oracle.example.com', 'Enter a complete address that starts with https://'],
    [url, '', null],
  ])('of %#', (setting, value, fault) => {
    expect(faultOf(setting, value)).toBe(fault);
  });
});
