import { afterEach, describe, expect, it } from '@jest/globals';
import { http, HttpResponse } from 'msw';
import { problem } from '../testing/msw/handlers';
import { server } from '../testing/msw/server';
import { callApi } from './api-client';
import type { ApiError } from './api-error';
import { rememberCsrfToken } from './csrf-token';

const URL_OF_ALL = '*/api/admin/thing';

function failureOf(call: Promise<unknown>): Promise<ApiError> {
  return call.then(
    () => Promise.reject(new Error('The call was expected to fail.')),
    (error: ApiError) => error,
  );
}

describe('callApi', () => {
  afterEach(() => rememberCsrfToken(null));

  it('sends the CSRF token with writing calls only', async () => {
    const seen: (string | null)[] = [];
    server.use(
      http.all(URL_OF_ALL, ({ request }) => {
        seen.push(request.headers.get('x-csrf-token'));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    rememberCsrfToken('csrf-9');

    await callApi('/api/admin/thing');
    await callApi('/api/admin/thing', { method: 'DELETE' });

    expect(seen).toEqual([null, 'csrf-9']);
  });

  it('throws the reason, the code and the request id of a refusal', async () => {
    server.use(http.get(URL_OF_ALL, () => problem(429, 'AUTH.TOO_MANY', 'Too many attempts.')));

    const error = await failureOf(callApi('/api/admin/thing'));

    expect(error).toMatchObject({
      status: 429,
      code: 'AUTH.TOO_MANY',
      message: 'Too many attempts.',
      requestId: 'req-42',
      retryAfterSeconds: 30,
      isTransient: false,
    });
  });

  it('makes a sentence of the page of a proxy', async () => {
    server.use(http.get(URL_OF_ALL, () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 })));

    const error = await failureOf(callApi('/api/admin/thing'));

    expect(error).toMatchObject({ status: 502, code: 'HTTP.502', requestId: null, isTransient: true });
    expect(error.message).toBe('The service answered with status 502.');
  });

  it('says so when a good answer cannot be read', async () => {
    server.use(http.get(URL_OF_ALL, () => HttpResponse.html('<h1>Sign in to the Wi-Fi</h1>')));

    expect(await failureOf(callApi('/api/admin/thing'))).toMatchObject({ code: 'PANEL.UNREADABLE' });
  });

  it('says so when nothing answers', async () => {
    server.use(http.get(URL_OF_ALL, () => HttpResponse.error()));

    expect(await failureOf(callApi('/api/admin/thing'))).toMatchObject({
      status: 0,
      code: 'PANEL.UNREACHABLE',
    });
  });
});
