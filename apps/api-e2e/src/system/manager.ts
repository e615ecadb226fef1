import { CSRF_HEADER, type SessionView } from '@oracle-integration/contracts';

/** A manager's browser: keeps the cookie, and sends the CSRF token as the control panel does. */
export class Manager {
  private constructor(
    private readonly url: string,
    readonly cookie: string,
    readonly session: SessionView,
  ) {}

  /** Signs in, and fails the test when that is refused. */
  static async signIn(url: string, credentials: { email: string; password: string }): Promise<Manager> {
    return Manager.from(url, await postJson(`${url}/api/admin/session`, credentials));
  }

  /** The manager whom an answer has just signed in. */
  static async from(url: string, answer: Response): Promise<Manager> {
    if (answer.status !== 200) throw new Error(`Signing in was refused: ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    return new Manager(url, cookie, (await answer.json()) as SessionView);
  }

  /** @param csrfToken that of the session, unless a test is about another */
  call(method: string, path: string, csrfToken: string | null = this.session.csrfToken): Promise<Response> {
    const headers: Record<string, string> = { cookie: this.cookie };
    if (csrfToken !== null) headers[CSRF_HEADER] = csrfToken;
    return fetch(`${this.url}${path}`, { method, headers });
  }

  /** A call with a JSON body. */
  send(method: string, path: string, body: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        [CSRF_HEADER]: this.session.csrfToken,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  }
}

export function postJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
