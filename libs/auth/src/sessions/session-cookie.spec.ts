import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionCookie } from './session-cookie';

function aRequest(protocol: string, cookies: Record<string, string> = {}): FastifyRequest {
  return { protocol, cookies, headers: {}, ip: '192.0.2.1' } as unknown as FastifyRequest;
}

/** What a browser is given: name and options of its cookie. */
function given(publicUrl: string | undefined, protocol: string) {
  const set: { name: string; options: object }[] = [];
  const reply = { setCookie: (name: string, _value: string, options: object) => set.push({ name, options }) };
  new SessionCookie({ publicUrl }).set(aRequest(protocol), reply as unknown as FastifyReply, {
    name: 'session',
    value: 'x',
  });
  return set[0];
}

describe('SessionCookie', () => {
  it.each([
    ['the browser comes by HTTPS', undefined, 'https'],
    ['the public address is HTTPS, whatever the proxy tells', 'https://panel.example.com', 'http'],
  ])('is secure and bound to this host when %s', (_case, publicUrl, protocol) => {
    expect(given(publicUrl, protocol)).toEqual({
      name: '__Host-session',
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure: true },
    });
  });

  it('is plain on a machine without HTTPS', () => {
    expect(given('http://10.0.0.7:3000', 'http')).toEqual({
      name: 'session',
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure: false },
    });
  });

  it('takes over HTTPS no cookie that a plain connection could have planted', () => {
    const planted = aRequest('https', { oracle_integration_session: 'planted' });

    expect(new SessionCookie({ publicUrl: undefined }).read(planted)).toBeUndefined();
  });
});
