import * as api from './api';
import { concerns } from './concerns';
import type { Level, Message, RoomMark } from './events';
import type { NotifySwitchElement } from './notify-switch';
import { TabLocks } from './tab-locks';

/** By then whoever reads the room, in another tab or on another device, has said so. */
const SETTLE_MS = 1_500;
const LONGEST_BODY = 200;
/** So many are still known by this page, to be taken away once they are read. */
const MOST_SHOWN = 50;
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

interface Told {
  readonly room: number;
  readonly seq: number;
  readonly notification: Notification;
}

/**
 * Tells one, by the browser, of messages that one is not reading. However many tabs there are, each hears of each message and
 * one of them speaks; it says nothing of what is in view in any of them, or was read anywhere in the meantime.
 */
export class Notifier {
  readonly #me: string;
  readonly #switch: NotifySwitchElement;
  readonly #lastRead: (room: number) => number;
  readonly #tabs: TabLocks;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #shown = new Map<string, Told>();

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

  /** A new message of somebody else's. */
  heard(message: Message, room: ToldRoom): void {
    if (this.#switch.on && concerns(message, this.#me, room.level)) {
      this.#waiting.set(
        tagOf(message),
        setTimeout(() => void this.#tell(message, room), SETTLE_MS),
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
      clearTimeout(this.#waiting.get(tagOf(message)));
      this.#takeAway(tagOf(message));
    }
  }

  /** One has read so far, on whatever device. */
  read(room: number, seq: number): void {
    [...this.#shown]
      .filter(([, told]) => told.room === room && told.seq <= seq)
      .forEach(([tag]) => this.#takeAway(tag));
  }

  /** One has signed out: nothing is told any more, and what was told is taken away. */
  forget(): void {
    this.#waiting.forEach((timer) => clearTimeout(timer));
    [...this.#shown.keys()].forEach((tag) => this.#takeAway(tag));
  }

  async #tell(message: Message, room: ToldRoom): Promise<void> {
    this.#waiting.delete(tagOf(message));
    if (!this.#tabs.speaks || !this.#switch.on || (await this.#tabs.inView(message.room)) || this.#isRead(message)) {
      return;
    }
    try {
      this.#keep(message, notification(message, room));
    } catch {
      this.#switch.sayUnable();
    }
  }

  #isRead({ room, seq }: Message): boolean {
    return this.#lastRead(room) >= seq;
  }

  #keep(message: Message, shown: Notification): void {
    shown.onclick = () => {
      shown.close();
      window.focus();
      location.assign(`/rooms/${message.room}?at=${message.seq}`);
    };
    this.#shown.set(tagOf(message), { room: message.room, seq: message.seq, notification: shown });
    if (this.#shown.size > MOST_SHOWN) {
      this.#shown.delete([...this.#shown.keys()][0] ?? '');
    }
  }

  #takeAway(tag: string): void {
    this.#shown.get(tag)?.notification.close();
    this.#shown.delete(tag);
  }
}

/** Whether something in it may have to be told: rooms where nothing is are not asked for, nor do they take another's place. */
function mayConcern({ mark, heard, room }: Missed): boolean {
  return room.level === 'all' || (room.level === 'mentions' && mark.mentionedAt.some((place) => place > heard));
}

/** Throws where a browser shows them only of what is installed. */
function notification(message: Message, { name, direct }: ToldRoom): Notification {
  const who = message.author.displayName;
  return new Notification(direct ? who : `${who} in ${name}`, {
    body: message.body.slice(0, LONGEST_BODY),
    icon: '/static/icon.svg',
    tag: tagOf(message),
  });
}

/** Two that are called the same are one for the browser. */
function tagOf({ room, seq }: Message): string {
  return `parley-${room}-${seq}`;
}
