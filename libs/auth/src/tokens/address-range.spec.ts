import { countedAddress, isInRanges, normalAddressRange } from './address-range';

describe('an address or a range', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
  ])('is kept in one spelling: %s as %s', (text, normal) => {
    expect(normalAddressRange(text)).toBe(normal);
  });

  it.each([
    '',
    'localhost',
    '203.0.113',
    '203.0.113.256',
    '010.0.0.1',
    '0x7f.0.0.1',
    '203.0.113.7/33',
    '203.0.113.7/-1',
    '203.0.113.7/',
    '203.0.113.7/24/8',
    '203.0.113.7-203.0.113.9',
    '203.0.113.7:443',
    '2001:db8::/129',
    '2001:db8:::1',
    'fe80::1%eth0',
    '::ffff:203.0.113.7/64',
    '*',
  ])('is refused when it is none: %p', (text) => {
    expect(normalAddressRange(text)).toBeUndefined();
  });
});

describe('a caller', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7'], true],
    ['203.0.113.8', ['203.0.113.7'], false],
    ['203.0.113.8', ['198.51.100.0/24', '203.0.113.0/24'], true],
    ['203.0.114.1', ['203.0.113.0/24'], false],
    ['::ffff:203.0.113.7', ['203.0.113.0/24'], true],
    ['2001:db8::5', ['2001:db8::/32'], true],
    ['2001:db9::5', ['2001:db8::/32'], false],
    ['2001:db8::5', ['203.0.113.0/24'], false],
    ['203.0.113.7', ['2001:db8::/32'], false],
    ['203.0.113.7', ['::/0'], false],
    ['not an address', ['0.0.0.0/0'], false],
    ['203.0.113.7', [], false],
  ])('at %s lies within %j: %s', (address, ranges, isInside) => {
    expect(isInRanges(address, ranges)).toBe(isInside);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['', 'unknown'],
  ])('at %s is counted under %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});
