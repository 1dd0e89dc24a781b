import { post, ProblemError, reason } from './api';
import { jittered, pause } from './backoff';
import type { Message } from './events';

/** With the pauses between them these last about half a minute, longer than a restart of the service. */
const TRIES = 6;
/** Whoever is told to wait longer than this is better off knowing. */
const LONGEST_WAIT_MS = 30_000;

export interface Draft {
  readonly room: number;
  readonly clientId: string;
  readonly body: string;
}

export interface OutboxListener {
  sent(draft: Draft, message: Message): void;
  /** Not taken, and never will be. */
  refused(draft: Draft, why: string): void;
  /** Not sent so far, and no longer tried: these wait for `resume`. */
  stuck(drafts: readonly Draft[]): void;
}

/**
 * What was typed and is not stored yet, sent one after the other in the order typed. Trying again is safe, as the same
 * `clientId` is one message however often it is sent; so drafts are kept with the tab and go on after a change of page.
 */
export class Outbox {
  readonly #listener: OutboxListener;
  readonly #key: string;
  #drafts: Draft[];
  #running = false;

  constructor(username: string, listener: OutboxListener) {
    this.#listener = listener;
    this.#key = `outbox:${username}`;
    this.#drafts = JSON.parse(sessionStorage.getItem(this.#key) ?? '[]') as Draft[];
  }

  draftsFor(room: number): readonly Draft[] {
    return this.#drafts.filter((draft) => draft.room === room);
  }

  add(draft: Draft): void {
    this.#keep([...this.#drafts, draft]);
    this.resume();
  }

  /** The draft has become a message, or is not wanted any more. */
  drop(clientId: string): void {
    if (this.#drafts.some((draft) => draft.clientId === clientId)) {
      this.#keep(this.#drafts.filter((draft) => draft.clientId !== clientId));
    }
  }

  resume(): void {
    if (!this.#running) {
      this.#running = true;
      void this.#sendAll().finally(() => (this.#running = false));
    }
  }

  async #sendAll(): Promise<void> {
    for (let draft = this.#drafts[0]; draft; draft = this.#drafts[0]) {
      if (!(await this.#send(draft))) {
        this.#listener.stuck(this.#drafts);
        return;
      }
      this.drop(draft.clientId);
    }
  }

  /** Says whether the draft is settled, one way or the other. */
  async #send(draft: Draft): Promise<boolean> {
    for (let failures = 0; failures < TRIES && this.#drafts[0] === draft; failures++) {
      try {
        this.#listener.sent(draft, await post(draft.room, draft.body, draft.clientId));
        return true;
      } catch (failure) {
        if (!mayPass(failure)) {
          return this.#refuse(draft, failure as ProblemError);
        }
        const wait = waitAfter(failure, failures);
        if (wait > LONGEST_WAIT_MS) {
          return false;
        }
        await pause(wait);
      }
    }
    return this.#drafts[0] !== draft;
  }

  /** A session that is over is no fault of the draft, which waits for the next one. */
  #refuse(draft: Draft, problem: ProblemError): boolean {
    if (problem.status === 401) {
      return false;
    }
    this.#listener.refused(draft, reason(problem));
    return true;
  }

  #keep(drafts: Draft[]): void {
    this.#drafts = drafts;
    sessionStorage.setItem(this.#key, JSON.stringify(drafts));
  }
}

function mayPass(failure: unknown): boolean {
  return !(failure instanceof ProblemError) || failure.passing;
}

function waitAfter(failure: unknown, failures: number): number {
  const told = failure instanceof ProblemError ? failure.retryAfterMs : null;
  return told ?? jittered(failures);
}

/** `crypto.randomUUID` is there on localhost and over https only, and a chat in a home network may have neither. */
export function newClientId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join('');
}
