import * as api from '../lib/api';
import { pause } from '../socket/backoff';
import { concerns } from './notification-rules';
import type { Level, Message, RoomMark } from '../socket/events';
import type { NotifySwitchElement } from '../room/notification-switch';
import { ShownNotifications, tagOf } from './shown-notifications';
import { TabLocks } from '../lib/tab-locks';

/** By then another tab or device that shows the room has marked it read. */
const SETTLE_MS = 1_500;
/** So much later asks a browser that nobody looks at, so that the device that is in use comes before it. */
const GIVE_WAY_MS = 1_000;
/** Rooms in which what was missed is looked for, latest first: who comes back is not shouted at, nor is the service. */
const MOST_MISSED = 5;

/** The room of a message, as far as one is told of it. */
export interface ToldRoom {
  readonly name: string;
  readonly direct: boolean;
  readonly level: Level;
}

export interface Missed {
  readonly mark: RoomMark;
  /** The last place that this page had heard of. */
  readonly heard: number;
  readonly room: ToldRoom;
}

/**
 * Tells one, by the browser, of messages that one is not reading. However many tabs there are, each hears of each message and
 * one of them speaks; it says nothing of what is in view in any of them, or was read anywhere in the meantime. Of several
 * devices the one tells that the service has said is the first to ask.
 */
export class Notifier {
  readonly #me: string;
  readonly #switch: NotifySwitchElement;
  readonly #lastRead: (room: number) => number;
  readonly #tabs: TabLocks;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #shown = new ShownNotifications();
  /** The service is asked of one after the other: of a later message first, and the earlier one would count as told. */
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

  /** Another room is open. */
  shows(room: number): void {
    this.#tabs.shows(room);
  }

  /** A new message of somebody else's. */
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
   * Messages were posted while this page was cut off: of each room the last that concerns one is told.
   *
   * @param rooms where they were posted, latest first, with the place up to which this page had heard
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

  /** What was taken back is not told any more. */
  changed(message: Message): void {
    if (message.deleted) {
      this.#drop(tagOf(message));
      this.#shown.takeAway(message);
    }
  }

  /** One has read so far, on whatever device. */
  read(room: number, seq: number): void {
    this.#shown.takeAwayUpTo(room, seq);
  }

  /** One has signed out: nothing is told any more, and what was told is taken away. */
  forget(): void {
    [...this.#waiting.keys()].forEach((tag) => this.#drop(tag));
    this.#shown.takeAllAway();
  }

  #tellNext(message: Message, room: ToldRoom, turn: number): void {
    this.#telling = this.#telling.then(() => this.#tell(message, room, turn)).catch(() => undefined);
  }

  /** @param turn when it asks at the latest */
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

/** Where the service cannot be asked, twice is better than never. */
async function isFirst({ room, seq }: Message): Promise<boolean> {
  try {
    return (await api.tell(room, seq)).first;
  } catch (failure) {
    return !(failure instanceof api.ProblemError) || failure.passing;
  }
}

/** Whether something in it may have to be told: rooms where nothing is are not asked for, nor do they take another's place. */
function mayConcern({ mark, heard, room }: Missed): boolean {
  return room.level === 'all' || (room.level === 'mentions' && mark.mentionedAt.some((place) => place > heard));
}
