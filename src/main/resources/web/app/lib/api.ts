/** The calls of the API that the pages use. Each resolves with the response body, or rejects with a `ProblemError`. */

import type { MessageVersion, Message, Person, Room, RoomKind } from '../socket/events';
import { currentUsername } from './current-user';
import { t } from './texts';

/** After this time a request counts as failed. All requests of the page can be repeated. */
const REQUEST_TIMEOUT_MS = 20_000;

/** Another user has signed in, in another tab: this page must not send anything in their name. */
const STATUS_OTHER_ACCOUNT = 412;

export interface Violation {
  readonly field: string;
  readonly message: string;
}

export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface MessagePage {
  readonly items: readonly Message[];
  readonly more: boolean;
  /** The `seq` of the last message of the room. */
  readonly end: number;
}

/** A search result; `excerpt` is HTML from the server, with `<mark>` around each match. */
export interface Hit {
  readonly message: Message;
  readonly excerpt: string;
}

export interface ChangePage {
  readonly items: readonly Message[];
  readonly more: boolean;
  readonly version: number;
}

/** The parts of a problem object that are used here. The error page of a proxy may have none of them. */
interface ProblemBody {
  readonly detail?: string;
  readonly title?: string;
  readonly violations?: Violation[];
}

/** An error response of the server, with its text. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly violations: readonly Violation[],
    readonly retryAfterMs: number | null,
  ) {
    super(detail);
  }

  /** Whether the session is not the one that the page was made for: it has ended, or belongs to another user. */
  get sessionChanged(): boolean {
    return this.status === 401 || this.status === STATUS_OTHER_ACCOUNT;
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

export const me = () => call<unknown>('GET', '/api/me');

export const room = (id: number) => call<Room>('GET', `/api/rooms/${id}`);
/** Up to the number of rooms that the page lists. */
export const myRooms = () => call<Listing<Room>>('GET', '/api/rooms?mine=true&limit=100');
export const createRoom = (name: string, topic: string, kind: RoomKind) =>
  call<Room>('POST', '/api/rooms', { name, topic, kind });
export const join = (id: number) => call<unknown>('PUT', `/api/rooms/${id}/membership`);
export const leave = (id: number) => call<unknown>('DELETE', `/api/rooms/${id}/membership`);
export const invite = (id: number, username: string) =>
  call<unknown>('PUT', `/api/rooms/${id}/members/${encodeURIComponent(username)}`, {});

export const people = (q: string, after: string, signal?: AbortSignal) =>
  call<Listing<Person>>('GET', `/api/users?${new URLSearchParams({ q, after })}`, undefined, signal);
export const openDirect = (username: string) => call<Room>('PUT', `/api/direct/${encodeURIComponent(username)}`);

/** Which page of messages: the latest, or one before, after or around a message, or at a time. */
export type PageQuery = Partial<Record<'before' | 'after' | 'around' | 'at' | 'limit', string>>;
export const messages = (id: number, asked: PageQuery) =>
  call<MessagePage>('GET', `/api/rooms/${id}/messages?${new URLSearchParams(asked)}`);

export const search = (q: string, after: string, signal: AbortSignal) =>
  call<Listing<Hit>>('GET', `/api/search?${new URLSearchParams({ q, after })}`, undefined, signal);
export const changesSince = (id: number, version: number) =>
  call<ChangePage>('GET', `/api/rooms/${id}/messages?changedSince=${version}&limit=200`);
export const markUnread = (id: number, seq: number) => call<Room>('PUT', `/api/rooms/${id}/unread`, { seq });
/**
 * Whether this device is the first to notify the user of a message. Must be called in the order of messages.
 *
 * @param version of the edit that has added a mention of the user; null for a new message
 */
export const claimNotification = (id: number, seq: number, version: number | null) =>
  call<{ first: boolean }>('PUT', `/api/rooms/${id}/told`, { seq, version });
/** The parts of a new message; files are named by their ids. */
export interface NewMessage {
  readonly body: string;
  readonly clientId: string;
  readonly replyTo: number | null;
  readonly attachments: readonly number[];
}

export const post = (id: number, message: NewMessage) => call<Message>('POST', `/api/rooms/${id}/messages`, message);

export const message = (id: number, seq: number) => call<Message>('GET', messagePath(id, seq));
export const edit = (id: number, seq: number, body: string) => call<Message>('PATCH', messagePath(id, seq), { body });
export const remove = (id: number, seq: number) => call<unknown>('DELETE', messagePath(id, seq));
export const messageVersions = (id: number, seq: number) =>
  allItems<MessageVersion>(`${messagePath(id, seq)}/versions`);
export const react = (id: number, seq: number, emoji: string) =>
  call<Message>('PUT', `${messagePath(id, seq)}/reactions/${encodeURIComponent(emoji)}`);
export const removeReaction = (id: number, seq: number, emoji: string) =>
  call<Message>('DELETE', `${messagePath(id, seq)}/reactions/${encodeURIComponent(emoji)}`);
export const pin = (id: number, seq: number) => call<Message>('PUT', `${messagePath(id, seq)}/pin`);
export const unpin = (id: number, seq: number) => call<Message>('DELETE', `${messagePath(id, seq)}/pin`);
export const pins = (id: number) => allItems<Message>(`/api/rooms/${id}/pins`);

/** All items of a short list, which has several pages if the items are large. */
async function allItems<Item>(path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Listing<Item> = await call<Listing<Item>>(
      'GET',
      after ? `${path}?${new URLSearchParams({ after })}` : path,
    );
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

const messagePath = (id: number, seq: number) => `/api/rooms/${id}/messages/${seq}`;

/** Sends a request to the server. The calls above and those in `room-api.ts` say what each is for. */
export async function call<Answer>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      'Parley-Account': currentUsername(),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    signal: signal ?? AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    // A message that is being sent when the page is closed still arrives.
    keepalive: method === 'POST',
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.status === 401) {
    location.assign('/login');
  }
  if (response.status === STATUS_OTHER_ACCOUNT) {
    location.reload();
  }
  if (!response.ok) {
    throw await problem(response);
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as Answer;
}

/** Reads an error response. */
export async function problem(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new ProblemError(
    response.status,
    body.detail ?? body.title ?? t('serviceFailed'),
    body.violations ?? [],
    Number.isNaN(seconds) ? null : seconds * 1_000,
  );
}

/** Why a request failed, as a text for the user: one sentence for each invalid field. */
export function reason(failure: unknown): string {
  if (!(failure instanceof ProblemError)) {
    return t('serviceUnreachable');
  }
  return failure.violations.length > 0 ? failure.violations.map(({ message }) => message).join(' ') : failure.message;
}
