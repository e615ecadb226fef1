import { addressDetail, connectionDetail, tlsDetail } from './unreached';

const PLACE = { hostname: 'oracle.example.com', port: '443' };

function failure(code: string, message = 'in the words of the system'): Error {
  return Object.assign(new Error(message), { code });
}

describe('addressDetail', () => {
  it.each([
    ['ENOTFOUND', 'the name oracle.example.com is not known (ENOTFOUND)'],
    ['EAI_AGAIN', 'the name oracle.example.com cannot be looked up: no name server answers'],
    ['ADDRESS_NOT_ALLOWED', 'in the words of the system'],
  ])('says %s in words', (code, words) => {
    expect(addressDetail(PLACE.hostname, failure(code))).toBe(words);
  });
});

describe('connectionDetail', () => {
  it.each([
    ['ECONNREFUSED', 'nobody takes connections at oracle.example.com:443 (ECONNREFUSED)'],
    ['EHOSTUNREACH', 'no way of the network leads to oracle.example.com:443 (EHOSTUNREACH)'],
    [
      'UND_ERR_CONNECT_TIMEOUT',
      'oracle.example.com:443 does not take the connection in time (UND_ERR_CONNECT_TIMEOUT)',
    ],
    ['EPIPE', 'no connection to oracle.example.com:443: in the words of the system'],
  ])('says %s in words', (code, words) => {
    expect(connectionDetail(PLACE, failure(code))).toBe(words);
  });

  it('tells the first reason of several addresses', () => {
    const both = new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')]);

    expect(connectionDetail({ hostname: '::1', port: '80' }, both)).toBe(
      'nobody takes connections at [::1]:80 (ECONNREFUSED)',
    );
  });
});

describe('tlsDetail', () => {
  it.each([
    [
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'the certificate of oracle.example.com is not trusted: who issued it is not known',
    ],
    ['CERT_NOT_YET_VALID', 'the certificate of oracle.example.com is not valid yet'],
    [
      'UND_ERR_CONNECT_TIMEOUT',
      'oracle.example.com:443 does not answer the handshake in time (UND_ERR_CONNECT_TIMEOUT)',
    ],
    [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'no secure connection to oracle.example.com:443: in the words of the system',
    ],
  ])('says %s in words', (code, words) => {
    expect(tlsDetail(PLACE, failure(code))).toBe(words);
  });
});
