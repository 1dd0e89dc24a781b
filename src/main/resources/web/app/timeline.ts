import type { Message } from './events';

/** A message that is held, by its place and as of which change. */
export interface Held {
  readonly seq: number;
  readonly version: number;
}

export interface FirstPage {
  /** Every change up to this version is in `held`, as far as it is about the messages that are shown. */
  readonly position: number;
  readonly more: boolean;
  readonly held: readonly Held[];
}

/**
 * What is known of the open room: which messages, each as of which change, and up to which version nothing is missing.
 * Every method takes what arrived and answers with the messages that are to be shown; nothing here fetches or draws.
 *
 * The messages held are the newest ones, down to `first`. Changes of older ones are passed over, as they come with their
 * page once somebody asks for it.
 */
export class Timeline {
  readonly #versions = new Map<number, number>();
  /** Changes of messages on a page that is being fetched: the page may have been read before them. */
  #passed: Map<number, Message> | null = null;
  #position: number;
  #heard: number;
  #first: number;
  #more: boolean;

  constructor(page: FirstPage) {
    page.held.forEach(({ seq, version }) => this.#versions.set(seq, version));
    this.#position = page.position;
    this.#heard = page.position;
    this.#first = Math.min(...page.held.map(({ seq }) => seq), Number.POSITIVE_INFINITY);
    this.#more = page.more;
  }

  get position(): number {
    return this.#position;
  }

  get first(): number {
    return this.#first;
  }

  get more(): boolean {
    return this.#more;
  }

  /** Whether the room is known to have changed beyond what is held here. */
  get behind(): boolean {
    return this.#heard > this.#position;
  }

  /** The room is at this version, wherever that was said. */
  hear(version: number): void {
    this.#heard = Math.max(this.#heard, version);
  }

  /** One event of the socket. One that comes after a gap is left to the fetch that fills the gap. */
  fold(message: Message): Message[] {
    this.hear(message.version);
    if (message.version > this.#position + 1) {
      return [];
    }
    this.#position = Math.max(this.#position, message.version);
    return this.#take([message]);
  }

  /** The answer to a send of our own, which may be ahead of the socket: it tells nothing of the changes before it. */
  foldAnswer(message: Message): Message[] {
    return this.#take([message]);
  }

  /** What changed since `position`, and up to which version that is. */
  foldChanges(messages: readonly Message[], version: number): Message[] {
    this.#position = Math.max(this.#position, version);
    this.hear(version);
    return this.#take(messages);
  }

  /** The page before the first one held is about to be fetched. */
  awaitEarlier(): void {
    this.#passed = new Map();
  }

  foldEarlier(messages: readonly Message[], more: boolean): Message[] {
    const passed = this.#passed;
    this.#passed = null;
    this.#more = more;
    this.#first = Math.min(this.#first, ...messages.map(({ seq }) => seq));
    return this.#take(messages.map((message) => newer(message, passed?.get(message.seq))));
  }

  /** The page could not be fetched. */
  giveUpEarlier(): void {
    this.#passed = null;
  }

  #take(messages: readonly Message[]): Message[] {
    return messages.filter((message) => this.#isNews(message));
  }

  #isNews(message: Message): boolean {
    if (this.#more && message.seq < this.#first) {
      this.#passed?.set(message.seq, newer(message, this.#passed.get(message.seq)));
      return false;
    }
    if (message.version <= (this.#versions.get(message.seq) ?? 0)) {
      return false;
    }
    this.#versions.set(message.seq, message.version);
    this.#first = Math.min(this.#first, message.seq);
    return true;
  }
}

function newer(message: Message, other: Message | undefined): Message {
  return other && other.version > message.version ? other : message;
}
