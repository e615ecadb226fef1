import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { describeError, errorCode } from '@oracle-integration/platform';
import { AxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { firstValueFrom } from 'rxjs';
import { AddressNotAllowedError, guardedAgents, refusedHost } from './guarded-agents';
import type { RemoteAnswer } from './remote-answer';

/** Enough for a thousand item results with long errors; what is longer is no answer of ours. */
const ANSWER_BYTES_MAX = 10 * 1024 * 1024;

export interface TargetRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly allowPrivate: boolean;
  /** From now to the last byte of the answer. */
  readonly timeoutMs: number;
}

/**
 * Speaks HTTP with the target. No redirect is followed (it would carry the bearer token elsewhere), answers are
 * capped, private addresses are refused when connecting, and every failure comes back as a value.
 */
@Injectable()
export class TargetHttpClient {
  private readonly agents = { guarded: guardedAgents(false), open: guardedAgents(true) };

  constructor(private readonly http: HttpService) {}

  async post({ url, headers, body, allowPrivate, timeoutMs }: TargetRequest): Promise<RemoteAnswer> {
    if (!URL.canParse(url)) return { kind: 'not_reached', detail: 'the address is not a URL' };
    const refused = allowPrivate ? undefined : refusedHost(url);
    if (refused) return { kind: 'not_reached', detail: new AddressNotAllowedError(refused).message };
    const config: AxiosRequestConfig<string> = {
      headers: { accept: 'application/json', 'user-agent': 'oracle-integration', ...headers },
      ...(allowPrivate ? this.agents.open : this.agents.guarded),
      proxy: false,
      maxRedirects: 0,
      maxContentLength: ANSWER_BYTES_MAX,
      responseType: 'text',
      transformRequest: (data: string) => data,
      transformResponse: (data: string) => data,
      validateStatus: () => true,
      signal: AbortSignal.timeout(timeoutMs),
    };
    try {
      return answerFrom(await firstValueFrom(this.http.post<string>(url, body, config)));
    } catch (error) {
      return failureFrom(error);
    }
  }
}

function answerFrom({ status, headers, data }: AxiosResponse<string>): RemoteAnswer {
  const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
  return {
    kind: 'answer',
    status,
    contentType: header('content-type') ?? '',
    retryAfter: header('retry-after'),
    body: typeof data === 'string' ? data : '',
  };
}

/** Codes that can only come before a request is on its way. */
const BEFORE_SENDING =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_INVALID_URL|ADDRESS_NOT_ALLOWED|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO)/;

function failureFrom(error: unknown): RemoteAnswer {
  const cause = error instanceof AxiosError && error.cause ? error.cause : error;
  const code = errorCode(cause) ?? errorCode(error) ?? '';
  if (BEFORE_SENDING.test(code)) return { kind: 'not_reached', detail: describeError(cause) };
  const isTimeout = error instanceof AxiosError && (code === 'ERR_CANCELED' || code === 'ECONNABORTED');
  return { kind: 'no_answer', detail: isTimeout ? 'no answer in time' : describeError(cause) };
}
