import { type NewMessage, post, ProblemError, reason } from '../lib/api';
import { backoffDelay, pause } from '../socket/backoff';
import { type Draft, DraftStore } from './draft-store';
import type { Attachment, Message } from '../socket/events';

/** With the pauses between them, about half a minute: longer than a restart of the server. */
const MAX_ATTEMPTS = 6;
/** The user is delay about any longer wait. */
const MAX_WAIT_MS = 30_000;

export interface OutboxListener {
  onSent(draft: Draft, message: Message): void;
  /** Rejected for good. */
  onRejected(draft: Draft, why: string): void;
  /** Drafts of this room are not retried until `resume`. */
  onStuck(room: number): void;
}

/**
 * Sends drafts, in each room one at a time, in the order of typing. Retries are safe, as the server stores one message
 * for each `clientId`; so drafts outlive the page and the tab, and continue when the account signs in again. Two tabs
 * may both send the drafts that one has left and the other found: each sends the next one only when the one before is
 * stored, so the order holds.
 */
export class Outbox {
  readonly #listener: OutboxListener;
  readonly #drafts: DraftStore;
  readonly #running = new Set<number>();
  /** Ends the pause before the next attempt, by room. */
  readonly #pauses = new Map<number, () => void>();

  constructor(username: string, listener: OutboxListener, entries: Storage = localStorage) {
    this.#listener = listener;
    this.#drafts = new DraftStore(username, entries);
  }

  draftsFor(room: number): readonly Draft[] {
    return this.#drafts.of(room);
  }

  add(room: number, body: string, replyTo: number | null = null, files: readonly Attachment[] = []): Draft {
    const draft = { room, clientId: newClientId(), body, replyTo, files, typed: this.#drafts.next() };
    this.#drafts.add(draft);
    this.#start(room);
    return draft;
  }

  /** The draft has become a message, or was discarded. */
  drop(clientId: string): void {
    this.#drafts.drop(clientId);
  }

  /** Retries all drafts immediately, as the server is back. Rooms do not wait for each other. */
  resume(): void {
    this.#pauses.forEach((end) => end());
    new Set(this.#drafts.all.map(({ room }) => room)).forEach((room) => this.#start(room));
  }

  /** Removes all drafts, so the next user of this browser finds none. */
  clear(): void {
    this.#drafts.clear();
  }

  #start(room: number): void {
    if (!this.#running.has(room)) {
      this.#running.add(room);
      void this.#sendAll(room).finally(() => this.#running.delete(room));
    }
  }

  async #sendAll(room: number): Promise<void> {
    for (let draft = this.#first(room); draft; draft = this.#first(room)) {
      if (!(await this.#send(draft))) {
        this.#listener.onStuck(room);
        return;
      }
      this.drop(draft.clientId);
    }
  }

  /** Skips drafts that another tab has sent or discarded. */
  #first(room: number): Draft | undefined {
    const drafts = this.#drafts.of(room);
    drafts.filter(({ clientId }) => !this.#drafts.isPending(clientId)).forEach(({ clientId }) => this.drop(clientId));
    return this.#drafts.of(room)[0];
  }

  /** Returns whether the draft is done, sent or rejected. */
  async #send(draft: Draft): Promise<boolean> {
    for (let failures = 0; failures < MAX_ATTEMPTS && this.#drafts.isPending(draft.clientId); failures++) {
      try {
        this.#listener.onSent(draft, await post(draft.room, messageOf(draft)));
        return true;
      } catch (failure) {
        if (!isTransient(failure)) {
          return this.#reject(draft, failure as ProblemError);
        }
        const delay = retryAfter(failure);
        if (delay !== null && delay > MAX_WAIT_MS) {
          return false;
        }
        await (delay === null ? this.#pause(draft.room, failures) : pause(delay));
      }
    }
    return !this.#drafts.isPending(draft.clientId);
  }

  async #pause(room: number, failures: number): Promise<void> {
    const ended = new Promise<void>((end) => this.#pauses.set(room, end));
    await Promise.race([pause(backoffDelay(failures)), ended]);
    this.#pauses.delete(room);
  }

  /** If the session has ended or belongs to another user, the draft waits for the next session of its author. */
  #reject(draft: Draft, problem: ProblemError): boolean {
    if (problem.sessionChanged) {
      return false;
    }
    this.#listener.onRejected(draft, reason(problem));
    return true;
  }
}

function messageOf({ body, clientId, replyTo, files }: Draft): NewMessage {
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
