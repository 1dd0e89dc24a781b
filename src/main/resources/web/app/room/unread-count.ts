import { mentionsUser } from '../notification/notification-rules';
import type { Message, ReadEvent, RoomPosition } from '../socket/events';

interface Count {
  /** The highest `seq` counted or known. An edit of an older message is not new. */
  readonly seq: number;
  readonly lastRead: number;
  /** The unread messages of others that the server has counted … */
  readonly counted: number;
  /** … and the `seq` of those that arrived after that, read or not: the room may be marked as unread again. */
  readonly later: readonly number[];
  /** The `seq` of those that mention the user, read or not. */
  readonly mentionedAt: ReadonlySet<number>;
  /** The `seq` of those that were deleted after the server had counted them, each subtracted once. */
  readonly deleted: ReadonlySet<number>;
}

/** How far the server says that a room is read: see {@link RoomPosition}. */
type ServerCount = Pick<RoomPosition, 'lastRead' | 'unread' | 'mentionedAt'>;

/** The number of unread messages of others by room: counted by the server, and updated by events. */
export class UnreadCounts {
  readonly #counts = new Map<number, Count>();
  readonly #me: string;

  constructor(me: string) {
    this.#me = me;
  }

  /** The sum over all rooms for which `counts` is true. */
  total(counts: (room: number) => boolean): number {
    return [...this.#counts.keys()].filter(counts).reduce((sum, room) => sum + this.of(room), 0);
  }

  of(room: number): number {
    const count = this.#counts.get(room);
    return count ? count.counted + count.later.filter((place) => place > count.lastRead).length : 0;
  }

  /** The number of unread messages that mention the user or everyone. */
  mentions(room: number): number {
    const count = this.#counts.get(room);
    return count ? [...count.mentionedAt].filter((place) => place > count.lastRead).length : 0;
  }

  /** The last known `seq`. */
  lastSeq(room: number): number {
    return this.#counts.get(room)?.seq ?? 0;
  }

  lastRead(room: number): number {
    return this.#counts.get(room)?.lastRead ?? 0;
  }

  set({ id, seq, ...mark }: Omit<RoomPosition, 'version'>): void {
    this.#apply(id, seq, mark);
  }

  /**
   * A mark that is older than what this page has shown is ignored, as a newer one follows. A mark goes back only when
   * the user marked messages as unread.
   */
  applyReadEvent({ room, seq, unread, mentionedAt, end, back }: ReadEvent): void {
    if ((back || seq >= this.lastRead(room)) && this.#counts.has(room)) {
      this.#apply(room, end, { lastRead: seq, unread, mentionedAt });
    }
  }

  remove(room: number): void {
    this.#counts.delete(room);
  }

  /** Counts a message and returns whether it is new, of another user, and unread. */
  count(message: Message): boolean {
    const before = this.#counts.get(message.room);
    if (!before) {
      return false;
    }
    const count = { ...before, mentionedAt: this.#mentionedAt(before, message) };
    const isOthers = message.author.username !== this.#me;
    if (message.deleted) {
      this.#counts.set(message.room, isOthers ? subtract(count, message.seq) : count);
      return false;
    }
    const isNew = message.seq > count.seq;
    const later = isNew && isOthers ? [...count.later, message.seq] : count.later;
    this.#counts.set(message.room, { ...count, seq: Math.max(count.seq, message.seq), later });
    return isNew && isOthers && message.seq > count.lastRead;
  }

  /** An edit may add or remove a mention. */
  #mentionedAt({ mentionedAt }: Count, message: Message): ReadonlySet<number> {
    const others = [...mentionedAt].filter((place) => place !== message.seq);
    return new Set(mentionsUser(message, this.#me) ? [...others, message.seq] : others);
  }

  /** This page has shown all messages up to `seq`. Only the server knows how many of those it had counted are left. */
  markSeen(room: number, seq: number): void {
    const count = this.#counts.get(room);
    if (count && seq > count.lastRead) {
      this.#counts.set(room, { ...count, lastRead: seq, counted: seq >= count.seq ? 0 : count.counted });
    }
  }

  /** The server counted up to `end`; only later messages are added. */
  #apply(room: number, end: number, { lastRead, unread, mentionedAt }: ServerCount): void {
    const before = this.#counts.get(room);
    const isLater = (place: number): boolean => place > end;
    this.#counts.set(room, {
      seq: Math.max(before?.seq ?? 0, end),
      lastRead,
      counted: unread,
      later: before?.later.filter(isLater) ?? [],
      mentionedAt: new Set([...mentionedAt, ...[...(before?.mentionedAt ?? [])].filter(isLater)]),
      deleted: before?.deleted ?? new Set(),
    });
  }
}

/** A deleted message is not unread. */
function subtract(count: Count, seq: number): Count {
  const seen = Math.max(count.seq, seq);
  if (count.later.includes(seq) || seq > count.seq) {
    return { ...count, seq: seen, later: count.later.filter((place) => place !== seq) };
  }
  return seq <= count.lastRead || count.deleted.has(seq)
    ? count
    : { ...count, counted: Math.max(count.counted - 1, 0), deleted: new Set([...count.deleted, seq]) };
}
