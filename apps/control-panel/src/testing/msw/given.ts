import { delay, http, HttpResponse, type JsonBodyType } from 'msw';
import { server } from './server';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One call as the fake service saw it. */
export interface SeenRequest {
  path: string;
  query: URLSearchParams;
  body: unknown;
}

interface Call extends SeenRequest {
  params: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * What the fake service answers to one route; a function is asked anew each time, and may answer a `Response` itself.
 *
 * @returns the calls it has seen so far
 */
export function given(
  method: Method,
  path: string,
  answer: JsonBodyType | ((call: Call) => JsonBodyType | Response),
): SeenRequest[] {
  const seen: SeenRequest[] = [];
  server.use(
    http[method](`*${path}`, async ({ request, params }) => {
      const url = new URL(request.url);
      const text = request.headers.get('content-type')?.includes('json') ? await request.text() : '';
      const call = {
        path: url.pathname,
        query: url.searchParams,
        body: text === '' ? null : (JSON.parse(text) as unknown),
        params,
      };
      seen.push(call);
      const body = typeof answer === 'function' ? answer(call) : answer;
      return body instanceof Response ? body : HttpResponse.json(body);
    }),
  );
  return seen;
}

/** A route that never answers. */
export function givenNoAnswer(method: Method, path: string): void {
  server.use(http[method](`*${path}`, () => delay('infinite')));
}
