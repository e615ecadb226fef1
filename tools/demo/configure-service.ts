import { CSRF_HEADER, type SessionView, type SettingChanges } from '@oracle-integration/contracts';

/** What the demo's manager would type into Settings, so that it can be looked at and changed there. */
export async function configureService(
  url: string,
  credentials: { email: string; password: string },
  changes: SettingChanges,
): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${url}/api/admin/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(credentials),
  });
  const cookie = (await accepted(signedIn)).headers.getSetCookie()[0]!.split(';')[0]!;
  const { csrfToken } = (await signedIn.json()) as SessionView;
  const headers = { ...json, cookie, [CSRF_HEADER]: csrfToken };
  await accepted(
    await fetch(`${url}/api/admin/settings`, { method: 'PUT', headers, body: JSON.stringify({ changes }) }),
  );
  await accepted(
    await fetch(`${url}/api/admin/session`, {
      method: 'DELETE',
      headers: { cookie, [CSRF_HEADER]: csrfToken },
    }),
  );
}

async function accepted(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  throw new Error(`The service refuses the demo's settings: ${await answer.text()}`);
}
