/**
 * Messages that were typed and are not stored by the server yet. They are kept in local storage, for one account, and
 * so outlive the page and the tab.
 */

import type { Attachment } from '../socket/events';

export interface Draft {
  readonly room: number;
  readonly clientId: string;
  readonly body: string;
  /** The `seq` of the message that it answers; null if it is no reply. */
  readonly replyTo?: number | null;
  /** Files that are uploaded already. Missing in entries of earlier releases. */
  readonly files?: readonly Attachment[];
  /** Its place in the order of typing, across all tabs. */
  readonly typed: number;
}

/**
 * Each draft is a separate entry, so that two tabs never overwrite each other's. If the browser stores nothing (a full
 * disk, a private window), drafts live as long as the page does.
 */
export class DraftStore {
  readonly #entries: Storage;
  readonly #prefix: string;
  readonly #drafts = new Map<string, Draft>();
  readonly #unsaved = new Set<string>();

  constructor(username: string, entries: Storage) {
    this.#entries = entries;
    this.#prefix = `outbox:${username}:`;
    this.#keys().forEach((key) => this.#read(key));
  }

  /** In the order of typing. */
  get all(): readonly Draft[] {
    return [...this.#drafts.values()].sort((one, other) => one.typed - other.typed);
  }

  of(room: number): readonly Draft[] {
    return this.all.filter((draft) => draft.room === room);
  }

  /** The next place in the order of typing. */
  next(): number {
    return Math.max(Date.now(), ...this.all.map(({ typed }) => typed + 1));
  }

  add(draft: Draft): void {
    this.#drafts.set(draft.clientId, draft);
    try {
      this.#entries.setItem(this.#prefix + draft.clientId, JSON.stringify(draft));
    } catch {
      this.#unsaved.add(draft.clientId);
    }
  }

  drop(clientId: string): void {
    this.#drafts.delete(clientId);
    this.#unsaved.delete(clientId);
    this.#entries.removeItem(this.#prefix + clientId);
  }

  /** Whether the draft still has to be sent: another tab may have sent it, or signed out. */
  isPending(clientId: string): boolean {
    return this.#unsaved.has(clientId) || this.#entries.getItem(this.#prefix + clientId) !== null;
  }

  clear(): void {
    this.all.forEach(({ clientId }) => this.drop(clientId));
    this.#keys().forEach((key) => this.#entries.removeItem(key));
  }

  #keys(): string[] {
    return Object.keys(this.#entries).filter((key) => key.startsWith(this.#prefix));
  }

  /** An entry that cannot be parsed is removed, as it can never be sent. */
  #read(key: string): void {
    try {
      const draft = JSON.parse(this.#entries.getItem(key) ?? '') as Draft;
      this.#drafts.set(draft.clientId, draft);
    } catch {
      this.#entries.removeItem(key);
    }
  }
}
