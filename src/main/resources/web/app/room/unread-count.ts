import { calls } from '../notification/notification-rules';
import type { Message, ReadEvent, RoomMark } from '../socket/events';

interface Count {
  /** The highest seq ever counted or known: an edit of an older message is nothing new. */
  readonly seq: number;
  readonly lastRead: number;
  /** Messages of others, as the service counted them … */
  readonly counted: number;
  /** … and those that came here after what it had counted, read or not: it may be marked unread again. */
  readonly later: readonly number[];
  /** The places of those that mention one, read or not, as the service found them and as they have changed since. */
  readonly mentionedAt: ReadonlySet<number>;
}

/** What the service says of a room: see {@link RoomMark}. */
type Found = Pick<RoomMark, 'lastRead' | 'unread' | 'mentionedAt'>;

/** How many messages of others one has not read, by room: what the service counted, and what was heard since. */
export class Unread {
  readonly #counts = new Map<number, Count>();
  readonly #me: string;

  constructor(me: string) {
    this.#me = me;
  }

  /** In all rooms of that kind together. */
  total(counts: (room: number) => boolean): number {
    return [...this.#counts.keys()].filter(counts).reduce((sum, room) => sum + this.of(room), 0);
  }

  of(room: number): number {
    const count = this.#counts.get(room);
    return count ? count.counted + count.later.filter((place) => place > count.lastRead).length : 0;
  }

  /** How many of them mention one, or everyone there. */
  mentions(room: number): number {
    const count = this.#counts.get(room);
    return count ? [...count.mentionedAt].filter((place) => place > count.lastRead).length : 0;
  }

  /** The last place that was heard of. */
  end(room: number): number {
    return this.#counts.get(room)?.seq ?? 0;
  }

  lastRead(room: number): number {
    return this.#counts.get(room)?.lastRead ?? 0;
  }

  set({ id, seq, ...mark }: Omit<RoomMark, 'version'>): void {
    this.#settle(id, seq, mark);
  }

  /**
   * A mark that is older than what this page has shown since is passed over: a newer one is on its way. One that goes back
   * does so because somebody wanted it.
   */
  read({ room, seq, unread, mentionedAt, end, back }: ReadEvent): void {
    if ((back || seq >= this.lastRead(room)) && this.#counts.has(room)) {
      this.#settle(room, end, { lastRead: seq, unread, mentionedAt });
    }
  }

  remove(room: number): void {
    this.#counts.delete(room);
  }

  /** Says whether it is news: new, somebody else's, and not read. */
  count(message: Message): boolean {
    const before = this.#counts.get(message.room);
    if (!before) {
      return false;
    }
    const count = { ...before, mentionedAt: this.#mentionedAt(before, message) };
    const isNew = message.seq > count.seq;
    const isOthers = message.author.username !== this.#me;
    const later = isNew && isOthers ? [...count.later, message.seq] : count.later;
    this.#counts.set(message.room, { ...count, seq: Math.max(count.seq, message.seq), later });
    return isNew && isOthers && message.seq > count.lastRead;
  }

  /** An edit may mention one who was not mentioned before, or not any more. */
  #mentionedAt({ mentionedAt }: Count, message: Message): ReadonlySet<number> {
    const others = [...mentionedAt].filter((place) => place !== message.seq);
    return new Set(calls(message, this.#me) ? [...others, message.seq] : others);
  }

  /** This page has shown everything up to `seq`. What of the rest the service had counted, only it can tell. */
  seen(room: number, seq: number): void {
    const count = this.#counts.get(room);
    if (count && seq > count.lastRead) {
      this.#counts.set(room, { ...count, lastRead: seq, counted: seq >= count.seq ? 0 : count.counted });
    }
  }

  /** The service counted up to `end`. What was heard beyond that is still to be added, and nothing else. */
  #settle(room: number, end: number, { lastRead, unread, mentionedAt }: Found): void {
    const before = this.#counts.get(room);
    const isLater = (place: number): boolean => place > end;
    this.#counts.set(room, {
      seq: Math.max(before?.seq ?? 0, end),
      lastRead,
      counted: unread,
      later: before?.later.filter(isLater) ?? [],
      mentionedAt: new Set([...mentionedAt, ...[...(before?.mentionedAt ?? [])].filter(isLater)]),
    });
  }
}
