import { type NewMessage, post, ProblemError, reason } from '../lib/api';
import { jittered, pause } from '../socket/backoff';
import { type Draft, DraftStore } from './draft-store';
import type { Attachment, Message } from '../socket/events';

/** With the pauses between them these last about half a minute, longer than a restart of the service. */
const TRIES = 6;
/** For a longer wait the user is told. */
const LONGEST_WAIT_MS = 30_000;

export interface OutboxListener {
  sent(draft: Draft, message: Message): void;
  /** Not taken, and never will be. */
  refused(draft: Draft, why: string): void;
  /** What waits in this room is no longer tried, until `resume`. */
  stuck(room: number): void;
}

/**
 * Sends what was typed, room by room, one after the other in the order typed. Trying again is safe, as the same `clientId`
 * is one message however often it is sent; so drafts outlive the page and the tab, and go on when the account is back. Two
 * tabs may both send what the one has left and the other found: each asks for the next only when the one before is stored,
 * so the order holds.
 */
export class Outbox {
  readonly #listener: OutboxListener;
  readonly #drafts: DraftStore;
  readonly #running = new Set<number>();
  /** What ends the pause of a room that waits to try again. */
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

  /** The draft has become a message, or is not wanted any more. */
  drop(clientId: string): void {
    this.#drafts.drop(clientId);
  }

  /** Tries again what waits, at once, as the service is back. A room whose drafts are stuck does not hold another one's. */
  resume(): void {
    this.#pauses.forEach((end) => end());
    new Set(this.#drafts.all.map(({ room }) => room)).forEach((room) => this.#start(room));
  }

  /** The next user of this browser finds nothing. */
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
        this.#listener.stuck(room);
        return;
      }
      this.drop(draft.clientId);
    }
  }

  /** What another tab has settled meanwhile is passed over. */
  #first(room: number): Draft | undefined {
    const drafts = this.#drafts.of(room);
    drafts.filter(({ clientId }) => !this.#drafts.waits(clientId)).forEach(({ clientId }) => this.drop(clientId));
    return this.#drafts.of(room)[0];
  }

  /** Says whether the draft is settled, one way or the other. */
  async #send(draft: Draft): Promise<boolean> {
    for (let failures = 0; failures < TRIES && this.#drafts.waits(draft.clientId); failures++) {
      try {
        this.#listener.sent(draft, await post(draft.room, messageOf(draft)));
        return true;
      } catch (failure) {
        if (!mayPass(failure)) {
          return this.#refuse(draft, failure as ProblemError);
        }
        const told = toldToWait(failure);
        if (told !== null && told > LONGEST_WAIT_MS) {
          return false;
        }
        await (told === null ? this.#pause(draft.room, failures) : pause(told));
      }
    }
    return !this.#drafts.waits(draft.clientId);
  }

  async #pause(room: number, failures: number): Promise<void> {
    const ended = new Promise<void>((end) => this.#pauses.set(room, end));
    await Promise.race([pause(jittered(failures)), ended]);
    this.#pauses.delete(room);
  }

  /** A session that is over, or somebody else's, is no fault of the draft, which waits for its author's next one. */
  #refuse(draft: Draft, problem: ProblemError): boolean {
    if (problem.sessionChanged) {
      return false;
    }
    this.#listener.refused(draft, reason(problem));
    return true;
  }
}

function messageOf({ body, clientId, replyTo, files }: Draft): NewMessage {
  return { body, clientId, replyTo: replyTo ?? null, attachments: (files ?? []).map(({ id }) => id) };
}

function mayPass(failure: unknown): boolean {
  return !(failure instanceof ProblemError) || failure.passing;
}

function toldToWait(failure: unknown): number | null {
  return failure instanceof ProblemError ? failure.retryAfterMs : null;
}

/** `crypto.randomUUID` is there on localhost and over https only, and a chat in a home network may have neither. */
function newClientId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join('');
}
