import { CSRF_HEADER } from '@oracle-integration/contracts';
import { readAnswer } from './api-client';
import { ApiError } from './api-error';
import { currentCsrfToken } from './csrf-token';
import { strings } from './strings';

interface FileUpload {
  path: string;
  file: File;
  contentType: string;
  /** Called as the bytes go out, with the share that is gone: 0 to 1. */
  onProgress: (share: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends a file as the body of a POST, however large: it goes out as it is read, and tells how far it is.
 *
 * `XMLHttpRequest`, because `fetch` does not tell how much of a body has gone out.
 *
 * @throws ApiError as `callApi` does
 */
export async function uploadFile<T>({ path, file, contentType, onProgress, signal }: FileUpload): Promise<T> {
  const request = new XMLHttpRequest();
  request.open('POST', path);
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('content-type', contentType);
  const csrfToken = currentCsrfToken();
  if (csrfToken !== null) request.setRequestHeader(CSRF_HEADER, csrfToken);
  request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
    if (lengthComputable && total > 0) onProgress(loaded / total);
  });
  const abort = () => request.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await readAnswer<T>(await answerTo(request, file));
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function answerTo(request: XMLHttpRequest, file: File): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.addEventListener('load', () => resolve(asResponse(request)));
    const fail = (code: string, message: string) => () =>
      reject(new ApiError({ status: 0, code, message, requestId: null }));
    request.addEventListener('error', fail('PANEL.UNREACHABLE', strings.common.unreachable));
    request.addEventListener('abort', fail('PANEL.UPLOAD_STOPPED', strings.common.uploadStopped));
    request.send(file);
  });
}

function asResponse(request: XMLHttpRequest): Response {
  const names = ['content-type', 'x-request-id', 'retry-after'];
  const headers = names.flatMap((name): [string, string][] => {
    const value = request.getResponseHeader(name);
    return value === null ? [] : [[name, value]];
  });
  const body = request.status === 204 ? null : request.responseText;
  return new Response(body, { status: request.status, headers });
}
