import { type ApiError as Problem, CSRF_HEADER } from '@oracle-integration/contracts';
import { ApiError } from './api-error';
import { currentCsrfToken } from './csrf-token';
import { strings } from './strings';

/** Longer than any honest answer, shorter than a manager's patience. */
const TIMEOUT_MS = 20_000;

interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Longer than usual for what changes very many rows at once. */
  timeoutMs?: number;
}

/**
 * Calls the admin API with the session cookie, and the CSRF token on writing calls.
 *
 * @returns the parsed body, `undefined` for 204
 * @throws ApiError for every refusal, failure, time-out and unreadable answer; it never shows anything itself
 */
export async function callApi<T>(
  path: string,
  { method = 'GET', body, signal, timeoutMs = TIMEOUT_MS }: ApiRequest = {},
): Promise<T> {
  return readAnswer<T>(await send(path, { method, body, signal, timeoutMs }), signal);
}

/**
 * The parsed body of an answer, `undefined` for 204 and for an empty one.
 *
 * @throws ApiError for every refusal and unreadable answer
 */
export async function readAnswer<T>(response: Response, signal?: AbortSignal): Promise<T> {
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as T;
  try {
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreadable(response, cause);
  }
}

async function send(
  path: string,
  { method, body, signal, timeoutMs }: ApiRequest & { timeoutMs: number },
): Promise<Response> {
  const csrfToken = method === 'GET' ? null : currentCsrfToken();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(new URL(path, window.location.origin), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(csrfToken === null ? {} : { [CSRF_HEADER]: csrfToken }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    // A query that was cancelled (the page was left) is no failure to report.
    if (signal?.aborted) throw cause;
    const isTimeout = timeout.aborted;
    throw new ApiError(
      {
        status: 0,
        code: isTimeout ? 'PANEL.TIMED_OUT' : 'PANEL.UNREACHABLE',
        message: isTimeout ? strings.common.timedOut : strings.common.unreachable,
        requestId: null,
      },
      { cause },
    );
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = await readProblem(response);
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError({
    status: response.status,
    code: problem.code ?? `HTTP.${response.status}`,
    message: problem.detail ?? problem.title ?? strings.common.refused(response.status),
    requestId: problem.requestId ?? response.headers.get('x-request-id'),
    errors: problem.errors,
    retryAfterSeconds: Number.isFinite(wait) ? wait : null,
  });
}

/** A proxy in between may answer with its own page: then only the status is known. */
async function readProblem(response: Response): Promise<Partial<Problem>> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return {};
  const text = await response.text();
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch (error) {
    return { detail: strings.common.unreadable, code: `HTTP.${response.status}`, title: String(error) };
  }
}

function unreadable(response: Response, cause: unknown): ApiError {
  return new ApiError(
    {
      status: response.status,
      code: 'PANEL.UNREADABLE',
      message: strings.common.unreadable,
      requestId: response.headers.get('x-request-id'),
    },
    { cause },
  );
}
