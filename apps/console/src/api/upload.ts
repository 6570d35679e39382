import type { Job } from '@cordon/api';
import { prepare } from './client.ts';
import { ApiError } from './problem.ts';

export interface Upload {
  readonly finished: Promise<Job>;
  readonly cancel: () => void;
}

/**
 * Sends one log file as the body of a request. XMLHttpRequest rather than fetch, because only it tells how many
 * bytes have left. `progress` gets bytes sent.
 */
export function uploadFile(file: File, sourceId: string, progress: (sent: number) => void): Upload {
  const { method, url, headers } = prepare('upload', { query: { sourceId, name: file.name } });
  const request = new XMLHttpRequest();
  const finished = new Promise<Job>((resolve, reject) => {
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = {};
      }
      if (request.status >= 200 && request.status < 300) resolve(body as Job);
      else
        reject(
          new ApiError({
            title: `The server answered ${request.status}`,
            code: 'unexpected-answer',
            ...(body as object),
            status: request.status,
          }),
        );
    };
    request.onerror = () =>
      reject(
        new ApiError({ title: 'The connection broke during the upload', status: 0, code: 'unreachable' }),
      );
    request.onabort = () => reject(new DOMException('Upload cancelled', 'AbortError'));
    request.send(file);
  });
  return { finished, cancel: () => request.abort() };
}
