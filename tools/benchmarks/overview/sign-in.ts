/** Signs a manager in and answers the cookie of the session. */
export async function signIn(
  base: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<string> {
  const answer = await fetch(`${base}/api/admin/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!answer.ok) throw new Error(`Signing in was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}
