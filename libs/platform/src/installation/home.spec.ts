import { addressOf, type Home, type Place, signOfCopy } from './home';

const HOME: Home = { server: '7300', database: '16384', addresses: ['oracle.example.com'] };
const PLACE: Place = { server: '7300', database: '16384', address: 'oracle.example.com' };

describe('signOfCopy', () => {
  it('sees none at home', () => {
    expect(signOfCopy(HOME, PLACE)).toBeUndefined();
  });

  it('sees another server, a restore on the same server, and a copied volume under another address', () => {
    expect(signOfCopy(HOME, { ...PLACE, server: '7400' })).toContain('another database server');
    expect(signOfCopy(HOME, { ...PLACE, database: '20000' })).toContain('restored beside');
    expect(signOfCopy(HOME, { ...PLACE, address: 'staging.example.com' })).toBe(
      'it was used at oracle.example.com, and now runs at staging.example.com',
    );
  });

  it('takes what is not known for no sign: a worker without a public address, a server that may not be asked', () => {
    expect(signOfCopy(HOME, { ...PLACE, address: undefined })).toBeUndefined();
    expect(signOfCopy(HOME, { ...PLACE, server: null })).toBeUndefined();
    expect(signOfCopy({ ...HOME, server: null, addresses: [] }, PLACE)).toBeUndefined();
  });
});

describe('addressOf', () => {
  it('leaves the scheme and the path out', () => {
    expect(addressOf('https://oracle.example.com/integration')).toBe(addressOf('http://ORACLE.example.com'));
    expect(addressOf(undefined)).toBeUndefined();
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:3000'])(
    'is none for %s, which every machine has',
    (url) => {
      expect(addressOf(url)).toBeUndefined();
    },
  );
});
