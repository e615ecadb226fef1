import { addressBlock } from './address-block';

describe('addressBlock', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['no address', 'no address'],
  ])('of %s is %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });

  it('takes all addresses of one IPv6 subscriber for one, and its neighbour for another', () => {
    expect(addressBlock('2001:db8:1:2:3::4')).toBe(addressBlock('2001:db8:1:2:ffff::1'));
    expect(addressBlock('2001:db8:1:3::4')).not.toBe(addressBlock('2001:db8:1:2::4'));
  });
});
