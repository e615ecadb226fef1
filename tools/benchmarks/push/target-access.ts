const { PUSH_BASE_URL, PUSH_TOKEN_URL, PUSH_CLIENT_ID, PUSH_CLIENT_SECRET, PUSH_SCOPE } = process.env;

export const COMPLETIONS_URL = `${PUSH_BASE_URL}/completions`;

/** An access token, fetched once: for the senders that ours is compared with. */
export async function fetchToken(): Promise<string> {
  const answer = await fetch(PUSH_TOKEN_URL!, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${PUSH_CLIENT_ID}:${PUSH_CLIENT_SECRET}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: PUSH_SCOPE! }),
  });
  if (!answer.ok) throw new Error(`The token endpoint answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
