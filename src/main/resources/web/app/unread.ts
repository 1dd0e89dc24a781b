import type { Message, RoomMark } from './events';

interface Count {
  /** The highest seq ever counted or known: an edit of an older message is nothing new. */
  seq: number;
  lastRead: number;
  unread: number;
}

/** How many messages of others one has not read, by room. Exact when `ready` or `read` says it, counted in between. */
export class Unread {
  readonly #counts = new Map<number, Count>();
  readonly #me: string;

  constructor(me: string) {
    this.#me = me;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, { unread }) => sum + unread, 0);
  }

  of(room: number): number {
    return this.#counts.get(room)?.unread ?? 0;
  }

  lastRead(room: number): number {
    return this.#counts.get(room)?.lastRead ?? 0;
  }

  set({ id, seq, lastRead, unread }: Omit<RoomMark, 'version'>): void {
    this.#counts.set(id, { seq, lastRead, unread });
  }

  remove(room: number): void {
    this.#counts.delete(room);
  }

  count(message: Message): void {
    const count = this.#counts.get(message.room);
    if (!count || message.seq <= count.seq) {
      return;
    }
    count.seq = message.seq;
    if (message.author.username !== this.#me && message.seq > count.lastRead) {
      count.unread++;
    }
  }

  /** This page has shown everything up to `seq`. What lies after it only the service can count. */
  seen(room: number, seq: number): void {
    const count = this.#counts.get(room);
    if (count && seq > count.lastRead) {
      count.lastRead = seq;
      count.unread = seq >= count.seq ? 0 : count.unread;
    }
  }

  /** The service counted. Messages that came since are in `seq` already, so only a mark that is not older counts. */
  read(room: number, seq: number, unread: number): void {
    const count = this.#counts.get(room);
    if (count && seq >= count.lastRead) {
      count.lastRead = seq;
      count.unread = unread;
    }
  }
}
