import { isPublicAddress, publicLookup, refusedHost, type Resolver } from './address-guard';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '130.61.0.1', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s may be a target',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback, any of it', '127.255.255.254'],
    ['private, class A', '10.1.2.3'],
    ['private, class B, first', '172.16.0.1'],
    ['private, class B, last', '172.31.255.255'],
    ['private, class C', '192.168.0.1'],
    ['link-local: the metadata service of clouds', '169.254.169.254'],
    ['shared by carriers', '100.64.0.1'],
    ['this network', '0.0.0.0'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '192.0.2.1'],
    ['benchmarks', '198.18.0.1'],
    ['reserved', '240.0.0.1'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 unique local: the metadata service of clouds', 'fd00:ec2::254'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with a zone', 'fe80::1%eth0'],
    ['IPv6 site-local', 'fec0::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['loopback mapped into IPv6', '::ffff:127.0.0.1'],
    ['loopback mapped into IPv6, in hexadecimal', '::ffff:7f00:1'],
    ['private mapped into IPv6', '::ffff:10.0.0.1'],
    ['loopback compatible with IPv6', '::127.0.0.1'],
    ['loopback by NAT64', '64:ff9b::7f00:1'],
    ['loopback by local NAT64', '64:ff9b:1::7f00:1'],
    ['loopback by 6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::'],
  ])('%s (%s) may not', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('refusedHost', () => {
  it.each([
    ['http://127.0.0.1:8080/token', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['https://[::1]/', '::1'],
    ['https://[::ffff:169.254.169.254]/latest', '::ffff:a9fe:a9fe'],
  ])('names the address written out in %s', (url, host) => {
    expect(refusedHost(url)).toBe(host);
  });

  it.each(['https://8.8.8.8/', 'https://[2606:4700::1111]/'])('lets %s pass', (url) => {
    expect(refusedHost(url)).toBeUndefined();
  });

  it('leaves a name to the look-up that connects', () => {
    expect(refusedHost('https://localhost/')).toBeUndefined();
  });
});

describe('publicLookup', () => {
  /** A name server that answers each question with the next list. */
  function answering(...lists: string[][]): Resolver {
    return (_hostname, _options, answer) =>
      answer(
        null,
        lists.shift()!.map((address) => ({ address, family: 4 })),
      );
  }

  function look(lookup: ReturnType<typeof publicLookup>): Promise<unknown> {
    return new Promise((resolve, reject) =>
      lookup('oracle.example.com', { all: true }, (error, addresses) =>
        error ? reject(error) : resolve(addresses),
      ),
    );
  }

  it('hands on what it checked', async () => {
    const lookup = publicLookup(answering(['8.8.8.8', '8.8.4.4']));

    expect(await look(lookup)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '8.8.4.4', family: 4 },
    ]);
  });

  it('refuses a name that leads inside only the second time (DNS rebinding)', async () => {
    const lookup = publicLookup(answering(['8.8.8.8'], ['169.254.169.254']));
    await look(lookup);

    await expect(look(lookup)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
  });

  it('refuses a name of which one address of several is inside', async () => {
    await expect(look(publicLookup(answering(['8.8.8.8', '10.0.0.1'])))).rejects.toMatchObject({
      code: 'ADDRESS_NOT_ALLOWED',
    });
  });

  it('answers one address to whoever asks for one', async () => {
    const lookup = publicLookup(answering(['8.8.8.8', '8.8.4.4']));

    const answer = await new Promise((resolve) =>
      lookup('oracle.example.com', {}, (...results) => resolve(results)),
    );

    expect(answer).toEqual([null, '8.8.8.8', 4]);
  });
});
