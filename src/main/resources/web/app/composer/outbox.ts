import { type NewMessage, post, ProblemError, reason } from '../lib/api';
import { backoffDelay, pause } from '../socket/backoff';
import { type UnsentMessage, OutboxStore } from './outbox-store';
import type { Attachment, Message } from '../socket/events';

/** With the pauses between them, about half a minute: longer than a restart of the server. */
const MAX_ATTEMPTS = 6;
/** After a longer wait the user has to retry. */
const MAX_WAIT_MS = 30_000;

export interface OutboxListener {
  onSent(unsent: UnsentMessage, message: Message): void;
  /** Rejected for good. */
  onRejected(unsent: UnsentMessage, why: string): void;
  /** Drafts of this room are not retried until `resume`. */
  onStuck(room: number): void;
}

/**
 * Sends unsent messages, in each room one at a time, in the order of typing. Retries are safe, as the server stores one message
 * for each `clientId`; so unsent messages outlive the page and the tab, and continue when the account signs in again. Two tabs
 * may both send the unsent messages that one has left and the other found: each sends the next one only when the one before is
 * stored, so the order holds.
 */
export class Outbox {
  readonly #listener: OutboxListener;
  readonly #store: OutboxStore;
  readonly #running = new Set<number>();
  /** Ends the pause before the next attempt, by room. */
  readonly #pauses = new Map<number, () => void>();

  constructor(username: string, listener: OutboxListener, entries: Storage = localStorage) {
    this.#listener = listener;
    this.#store = new OutboxStore(username, entries);
  }

  unsentIn(room: number): readonly UnsentMessage[] {
    return this.#store.of(room);
  }

  add(room: number, body: string, replyTo: number | null = null, files: readonly Attachment[] = []): UnsentMessage {
    const unsent = { room, clientId: newClientId(), body, replyTo, files, typed: this.#store.next() };
    this.#store.add(unsent);
    this.#start(room);
    return unsent;
  }

  /** The unsent message has become a message, or was discarded. */
  drop(clientId: string): void {
    this.#store.drop(clientId);
  }

  /** Retries all unsent messages immediately, as the server is back. Rooms do not wait for each other. */
  resume(): void {
    this.#pauses.forEach((end) => end());
    new Set(this.#store.all.map(({ room }) => room)).forEach((room) => this.#start(room));
  }

  /** Removes all unsent messages, so the next user of this browser finds none. */
  clear(): void {
    this.#store.clear();
  }

  #start(room: number): void {
    if (!this.#running.has(room)) {
      this.#running.add(room);
      void this.#sendAll(room).finally(() => this.#running.delete(room));
    }
  }

  async #sendAll(room: number): Promise<void> {
    for (let unsent = this.#first(room); unsent; unsent = this.#first(room)) {
      if (!(await this.#send(unsent))) {
        this.#listener.onStuck(room);
        return;
      }
      this.drop(unsent.clientId);
    }
  }

  /** Skips unsent messages that another tab has sent or discarded. */
  #first(room: number): UnsentMessage | undefined {
    const queue = this.#store.of(room);
    queue.filter(({ clientId }) => !this.#store.isPending(clientId)).forEach(({ clientId }) => this.drop(clientId));
    return this.#store.of(room)[0];
  }

  /** Returns whether the unsent message is done, sent or rejected. */
  async #send(unsent: UnsentMessage): Promise<boolean> {
    for (let failures = 0; failures < MAX_ATTEMPTS && this.#store.isPending(unsent.clientId); failures++) {
      try {
        this.#listener.onSent(unsent, await post(unsent.room, messageTarget(unsent)));
        return true;
      } catch (failure) {
        if (!isTransient(failure)) {
          return this.#reject(unsent, failure as ProblemError);
        }
        const delay = retryAfter(failure);
        if (delay !== null && delay > MAX_WAIT_MS) {
          return false;
        }
        await (delay === null ? this.#pause(unsent.room, failures) : pause(delay));
      }
    }
    return !this.#store.isPending(unsent.clientId);
  }

  async #pause(room: number, failures: number): Promise<void> {
    const ended = new Promise<void>((end) => this.#pauses.set(room, end));
    await Promise.race([pause(backoffDelay(failures)), ended]);
    this.#pauses.delete(room);
  }

  /** If the session has ended or belongs to another user, the unsent message waits for the next session of its author. */
  #reject(unsent: UnsentMessage, problem: ProblemError): boolean {
    if (problem.sessionChanged) {
      return false;
    }
    this.#listener.onRejected(unsent, reason(problem));
    return true;
  }
}

function messageTarget({ body, clientId, replyTo, files }: UnsentMessage): NewMessage {
  return { body, clientId, replyTo: replyTo ?? null, attachments: (files ?? []).map(({ id }) => id) };
}

function isTransient(failure: unknown): boolean {
  return !(failure instanceof ProblemError) || failure.isTransient;
}

function retryAfter(failure: unknown): number | null {
  return failure instanceof ProblemError ? failure.retryAfterMs : null;
}

/** `crypto.randomUUID` exists only on localhost and over HTTPS, and a chat in a home network may have neither. */
function newClientId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join('');
}
