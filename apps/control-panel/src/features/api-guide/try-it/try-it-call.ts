import { strings } from '../../../lib/strings';

/** The form as typed; what is empty is not sent. */
export interface TryItForm {
  token: string;
  since: string;
  limit: string;
  courseid: string;
  userid: string;
  status: string;
  cursor: string;
}

/** An answer as it came. */
export interface TryItAnswer {
  url: string;
  status: number;
  statusText: string;
  milliseconds: number;
  headers: [name: string, value: string][];
  body: string;
  /** Where to go on, when it was a page. */
  nextCursor: string | null;
}

const PARAMETERS = ['since', 'limit', 'courseid', 'userid', 'status', 'cursor'] as const;

/** The path that the form asks for, at the service that serves this page. */
export function pathOf(form: TryItForm): string {
  const query = new URLSearchParams();
  for (const name of PARAMETERS) {
    const values =
      name === 'courseid' || name === 'userid' ? form[name].split(/[\s,;]+/) : [form[name].trim()];
    for (const value of values) if (value !== '') query.append(name, value);
  }
  return `/api/v1/completions${query.size > 0 ? `?${query}` : ''}`;
}

/**
 * Calls the Pull API as an outside system would: by the token alone, without the manager's session. A refusal is an
 * answer like any other here.
 */
export async function callPullApi(form: TryItForm): Promise<TryItAnswer> {
  const url = new URL(pathOf(form), window.location.origin);
  const begunAt = performance.now();
  const response = await reach(url, form.token.trim());
  const text = await response.text();
  return {
    url: url.href,
    status: response.status,
    statusText: response.statusText,
    milliseconds: Math.round(performance.now() - begunAt),
    headers: [...response.headers],
    ...readBody(text),
  };
}

async function reach(url: URL, token: string): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { 'X-Api-Key': token, accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch (cause) {
    throw new Error(strings.apiGuide.tryIt.unreachable, { cause });
  }
}

/** Laid out where it is JSON; a proxy in between may answer something else. */
function readBody(text: string): Pick<TryItAnswer, 'body' | 'nextCursor'> {
  const parsed = parseOrNull(text);
  if (typeof parsed !== 'object' || parsed === null) return { body: text, nextCursor: null };
  const body = JSON.stringify(parsed, null, 2);
  const { nextCursor } = parsed as { nextCursor?: unknown };
  return { body, nextCursor: typeof nextCursor === 'string' ? nextCursor : null };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
