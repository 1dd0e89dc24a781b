import { problem, ProblemError } from '../lib/api';
import type { Attachment } from '../socket/events';
import { currentUsername } from '../lib/current-user';
import { createThumbnail } from './thumbnail';

/** An upload without progress for this long is cancelled. */
const STALL_TIMEOUT_MS = 30_000;

/**
 * Uploads a file to a room, with a thumbnail if it is a picture. Uses `XMLHttpRequest`, as `fetch` does not report the
 * progress of a request body.
 *
 * @param moved called with the part that is sent, from 0 to 1
 */
export async function upload(
  room: number,
  file: File,
  moved: (part: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const form = new FormData();
  const thumbnail = await createThumbnail(file);
  if (thumbnail) {
    form.append('thumbnail', thumbnail, 'thumbnail');
  }
  form.append('file', file, file.name || 'file');
  const answer = await send(`/api/rooms/${room}/attachments`, form, moved, signal);
  if (!answer.ok) {
    throw await problem(answer);
  }
  return (await answer.json()) as Attachment;
}

/** Whether a file was rejected because of its size, which has a message of its own. */
export function isTooLarge(failure: unknown): boolean {
  return failure instanceof ProblemError && failure.status === 413;
}

function send(path: string, form: FormData, moved: (part: number) => void, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new TypeError('The service cannot be reached'));
    const stop = () => request.abort();
    let stalled = setTimeout(stop, STALL_TIMEOUT_MS);
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Parley-Account', currentUsername());
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      clearTimeout(stalled);
      stalled = setTimeout(stop, STALL_TIMEOUT_MS);
      moved(total > 0 ? loaded / total : 0);
    });
    request.addEventListener('load', () => resolve(responseOf(request)));
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    request.addEventListener('loadend', () => clearTimeout(stalled));
    signal.addEventListener('abort', stop);
    request.send(form);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const wait = request.getResponseHeader('Retry-After');
  return new Response(request.responseText, { status: request.status, headers: wait ? { 'Retry-After': wait } : {} });
}
