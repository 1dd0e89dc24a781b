import * as api from '../lib/api';
import { pause } from '../socket/backoff';
import { concerns } from './notification-rules';
import type { Level, Message, RoomMark } from '../socket/events';
import type { NotifySwitchElement } from '../room/notification-switch';
import { ShownNotifications, tagOf } from './shown-notifications';
import { TabLocks } from '../lib/tab-locks';

/** After this time another tab or device that shows the room has marked it read. */
const SETTLE_MS = 1_500;
/** A browser that is not in view waits longer, so that the device in use notifies first. */
const GIVE_WAY_MS = 1_000;
/**
 * Missed messages are looked for in this many rooms, latest first, so that returning users are not flooded, nor is the
 * server.
 */
const MOST_MISSED = 5;

/** The room of a message, as far as notifications need it. */
export interface ToldRoom {
  readonly name: string;
  readonly direct: boolean;
  readonly level: Level;
}

export interface Missed {
  readonly mark: RoomMark;
  /** The `seq` of the last message that this page knew. */
  readonly heard: number;
  readonly room: ToldRoom;
}

/**
 * Shows notifications of the browser for messages that the user is not reading. Every tab receives every message, and
 * one of them shows it, unless the room is in view in any tab or the message was read anywhere meanwhile. Of several
 * devices, only the first one that claims the message at the server notifies.
 */
export class Notifier {
  readonly #me: string;
  readonly #switch: NotifySwitchElement;
  readonly #lastRead: (room: number) => number;
  readonly #tabs: TabLocks;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #shown = new ShownNotifications();
  /** Claims are made in order, as claiming a later message first would count the earlier one as claimed. */
  #telling: Promise<void> = Promise.resolve();

  constructor(me: string, open: number | null, control: NotifySwitchElement, lastRead: (room: number) => number) {
    this.#me = me;
    this.#switch = control;
    this.#lastRead = lastRead;
    this.#tabs = new TabLocks(me, open);
  }

  start(): void {
    if (this.#switch.possible) {
      this.#tabs.start();
    }
  }

  /** Another room is open now. */
  shows(room: number): void {
    this.#tabs.shows(room);
  }

  /** A new message of another user. */
  heard(message: Message, room: ToldRoom): void {
    if (this.#switch.on && concerns(message, this.#me, room.level)) {
      const turn = Date.now() + SETTLE_MS + GIVE_WAY_MS;
      this.#waiting.set(
        tagOf(message),
        setTimeout(() => this.#tellNext(message, room, turn), SETTLE_MS),
      );
    }
  }

  /**
   * Messages were posted while this page was disconnected: notifies of the last relevant one of each room.
   *
   * @param rooms where they were posted, latest first, with the last message that this page knew
   */
  missed(rooms: readonly Missed[]): void {
    if (this.#switch.on && this.#tabs.speaks) {
      rooms
        .filter(mayConcern)
        .slice(0, MOST_MISSED)
        .forEach((room) => void this.#look(room).catch(() => undefined));
    }
  }

  async #look({ mark, heard, room }: Missed): Promise<void> {
    const called = room.level === 'mentions' ? mark.mentionedAt.at(-1) : undefined;
    const { items } = await api.messages(mark.id, called === undefined ? {} : { around: String(called) });
    const last = items.filter((message) => message.seq > heard && concerns(message, this.#me, room.level)).at(-1);
    if (last) {
      this.heard(last, room);
    }
  }

  /** Deleted messages are no longer notified. */
  changed(message: Message): void {
    if (message.deleted) {
      this.#drop(tagOf(message));
      this.#shown.takeAway(message);
    }
  }

  /** The user has read the room up to here, on any device. */
  read(room: number, seq: number): void {
    this.#shown.takeAwayUpTo(room, seq);
  }

  /** The user has signed out: cancels pending notifications and closes those that are shown. */
  forget(): void {
    [...this.#waiting.keys()].forEach((tag) => this.#drop(tag));
    this.#shown.takeAllAway();
  }

  #tellNext(message: Message, room: ToldRoom, turn: number): void {
    this.#telling = this.#telling.then(() => this.#tell(message, room, turn)).catch(() => undefined);
  }

  /** @param turn when it claims the message at the latest, as a timestamp in ms */
  async #tell(message: Message, room: ToldRoom, turn: number): Promise<void> {
    if (this.#tabs.speaks && !(await this.#tabs.anyInView())) {
      await pause(turn - Date.now());
    }
    if (this.#waiting.delete(tagOf(message)) && (await this.#isUnseen(message)) && (await isFirst(message))) {
      this.#show(message, room);
    }
  }

  async #isUnseen(message: Message): Promise<boolean> {
    return this.#tabs.speaks && this.#switch.on && !this.#isRead(message) && !(await this.#tabs.inView(message.room));
  }

  #show(message: Message, room: ToldRoom): void {
    try {
      this.#shown.show(message, room);
    } catch {
      this.#switch.sayUnable();
    }
  }

  #isRead({ room, seq }: Message): boolean {
    return this.#lastRead(room) >= seq;
  }

  #drop(tag: string): void {
    clearTimeout(this.#waiting.get(tag));
    this.#waiting.delete(tag);
  }
}

/** If the server cannot be reached, two notifications are better than none. */
async function isFirst({ room, seq }: Message): Promise<boolean> {
  try {
    return (await api.tell(room, seq)).first;
  } catch (failure) {
    return !(failure instanceof api.ProblemError) || failure.passing;
  }
}

/** Whether the room may have messages to notify of. Other rooms are not fetched and do not count towards the limit. */
function mayConcern({ mark, heard, room }: Missed): boolean {
  return room.level === 'all' || (room.level === 'mentions' && mark.mentionedAt.some((place) => place > heard));
}
