/**
 * Messages that were typed and are not stored by the server yet. They are kept in local storage, for one account, and
 * so outlive the page and the tab.
 */

import type { Attachment } from '../socket/events';

export interface UnsentMessage {
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
 * Each unsent message is a separate entry, so that two tabs never overwrite each other's. If the browser stores nothing (a full
 * disk, a private window), unsent messages live as long as the page does.
 */
export class OutboxStore {
  readonly #entries: Storage;
  readonly #prefix: string;
  readonly #messages = new Map<string, UnsentMessage>();
  readonly #unsaved = new Set<string>();

  constructor(username: string, entries: Storage) {
    this.#entries = entries;
    this.#prefix = `outbox:${username}:`;
    this.#keys().forEach((key) => this.#read(key));
  }

  /** In the order of typing. */
  get all(): readonly UnsentMessage[] {
    return [...this.#messages.values()].sort((one, other) => one.typed - other.typed);
  }

  of(room: number): readonly UnsentMessage[] {
    return this.all.filter((unsent) => unsent.room === room);
  }

  /** The next place in the order of typing. */
  next(): number {
    return Math.max(Date.now(), ...this.all.map(({ typed }) => typed + 1));
  }

  add(unsent: UnsentMessage): void {
    this.#messages.set(unsent.clientId, unsent);
    try {
      this.#entries.setItem(this.#prefix + unsent.clientId, JSON.stringify(unsent));
    } catch {
      this.#unsaved.add(unsent.clientId);
    }
  }

  drop(clientId: string): void {
    this.#messages.delete(clientId);
    this.#unsaved.delete(clientId);
    this.#entries.removeItem(this.#prefix + clientId);
  }

  /** Whether the unsent message still has to be sent: another tab may have sent it, or signed out. */
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
      const unsent = JSON.parse(this.#entries.getItem(key) ?? '') as UnsentMessage;
      this.#messages.set(unsent.clientId, unsent);
    } catch {
      this.#entries.removeItem(key);
    }
  }
}
