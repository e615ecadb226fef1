import type { ApiError, OverviewView, SessionView } from '@oracle-integration/contracts';
import { delay, http, HttpResponse, type JsonBodyType } from 'msw';
import { aDeliveryChart } from '../factories/delivery-chart';
import { someSettings } from '../factories/settings';
import { given } from './given';
import { server } from './server';

const SESSION = '*/api/admin/session';
const OVERVIEW = '*/api/admin/overview';
const SET_UP = '*/api/admin/setup';

/** One call as the fake service saw it. */
export interface SeenCall {
  method: string;
  path: string;
  body: unknown;
  csrfToken: string | null;
}

/** Answers a refusal as the service words it. */
export function problem(status: number, code: string, detail: string, more: Partial<ApiError> = {}) {
  const body: ApiError = {
    type: 'about:blank',
    title: 'Refused',
    status,
    detail,
    code,
    requestId: 'req-42',
    ...more,
  };
  return new HttpResponse(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(status === 429 ? { 'retry-after': '30' } : {}),
    },
  });
}

export const notSignedIn = () => problem(401, 'AUTH.NOT_SIGNED_IN', 'Nobody is signed in.');

/**
 * `GET /api/admin/session` answers this; `null` means nobody is signed in. There is no single sign-on unless a test says
 * so afterwards.
 */
export function givenSession(session: SessionView | null): void {
  server.use(http.get(SESSION, () => (session ? HttpResponse.json(session) : notSignedIn())));
  given('get', '/api/admin/sso', { isOn: false, label: '', areLocalAccountsOn: true });
}

/** `GET /api/admin/overview` answers this; a function is asked anew each time. */
export function givenOverview(answer: OverviewView | (() => Response)): void {
  const respond = typeof answer === 'function' ? answer : () => HttpResponse.json(answer as JsonBodyType);
  server.use(http.get(OVERVIEW, respond));
}

/** What the overview asks for beside its figures: an empty chart, no backfill, settings that nobody pinned. */
export function givenQuietSurroundings(): void {
  given('get', '/api/admin/overview/chart', aDeliveryChart());
  given('get', '/api/admin/backfills', []);
  given('get', '/api/admin/settings', someSettings());
}

/** `GET /api/admin/overview` never answers. */
export function givenOverviewNeverAnswers(): void {
  server.use(http.get(OVERVIEW, () => delay('infinite')));
}

/** What `POST` and `DELETE` of the session, and the set-up, answer; the calls are written into the returned list. */
export function givenAnswerTo(call: 'signIn' | 'signOut' | 'setUp', answer: () => Response): SeenCall[] {
  const seen: SeenCall[] = [];
  const respond = async ({ request }: { request: Request }) => {
    const text = await request.text();
    seen.push({
      method: request.method,
      path: new URL(request.url).pathname,
      body: text === '' ? null : (JSON.parse(text) as unknown),
      csrfToken: request.headers.get('x-csrf-token'),
    });
    return answer();
  };
  const route = {
    signIn: http.post(SESSION, respond),
    signOut: http.delete(SESSION, respond),
    setUp: http.post(SET_UP, respond),
  };
  server.use(route[call]);
  return seen;
}
