import type { Message } from '../../resources/web/app/socket/events';
import type { FirstPage, ShownMessage } from '../../resources/web/app/message/timeline';

/**
 * A room as the server stores it, for tests: each message has a `seq`, each change a version, and reads work as in the
 * API.
 */
export class Room {
  readonly #messages: Message[] = [];
  #version = 0;

  get version(): number {
    return this.#version;
  }

  get length(): number {
    return this.#messages.length;
  }

  post(): Message {
    return this.#put(this.#messages.length + 1);
  }

  /** @param which any number, modulo the number of messages */
  edit(which: number): Message | null {
    return this.length === 0 ? null : this.#put((which % this.length) + 1);
  }

  latest(limit: number): { items: Message[]; more: boolean } {
    return { items: this.#messages.slice(-limit), more: this.length > limit };
  }

  before(seq: number, limit: number): { items: Message[]; more: boolean } {
    const earlier = this.#messages.filter((message) => message.seq < seq);
    return { items: earlier.slice(-limit), more: earlier.length > limit };
  }

  after(seq: number, limit: number): { items: Message[]; later: boolean } {
    const later = this.#messages.filter((message) => message.seq > seq);
    return { items: later.slice(0, limit), later: later.length > limit };
  }

  /** A page with the message in the middle, as far as the ends allow. */
  around(seq: number, limit: number): { items: Message[]; more: boolean; later: boolean } {
    const first = Math.max(1, Math.min(seq - Math.floor(limit / 2), this.length - limit + 1));
    const items = this.#messages.slice(first - 1, first - 1 + limit);
    return { items, more: first > 1, later: first - 1 + items.length < this.length };
  }

  since(version: number, limit: number): { items: Message[]; version: number; more: boolean } {
    const changed = this.#messages
      .filter((message) => message.version > version)
      .sort((one, other) => one.version - other.version);
    const items = changed.slice(0, limit);
    const more = changed.length > limit;
    return { items, more, version: more ? (items.at(-1)?.version ?? version) : this.#version };
  }

  between(first: number, last: number): ShownMessage[] {
    return this.#messages.filter(({ seq }) => seq >= first && seq <= last).map(held);
  }

  #put(seq: number): Message {
    const message = messageAt(seq, ++this.#version);
    this.#messages[seq - 1] = message;
    return message;
  }
}

export function held({ seq, version }: ShownMessage): ShownMessage {
  return { seq, version };
}

export function pageOf(messages: readonly ShownMessage[], position: number, more: boolean, later = false): FirstPage {
  return { position, more, later, messages: messages.map(held) };
}

export function messageAt(seq: number, version: number): Message {
  return {
    room: 1,
    seq,
    version,
    author: { username: 'mira', displayName: 'Mira', picture: null },
    body: `${seq} as of ${version}`,
    html: `<p>${seq} as of ${version}</p>`,
    createdAt: '2026-01-01T00:00:00.000Z',
    editedAt: null,
    deleted: false,
    attachments: [],
    clientId: null,
    replyTo: null,
    mentions: [],
    reactions: [],
    pinned: false,
  };
}
