import * as api from '../lib/api';
import { pause } from '../socket/backoff';
import { shouldNotify } from './notification-rules';
import type { NotificationLevel, Message, RoomPosition } from '../socket/events';
import type { NotificationSwitchElement } from './notification-switch';
import { ShownNotifications, tagOf } from './shown-notifications';
import { TabLocks } from '../lib/tab-locks';

/** After this time another tab or device that shows the room has marked it read. */
const NOTIFY_DELAY_MS = 1_500;
/** A browser that is not in view waits longer, so that the device in use notifies first. */
const BACKGROUND_DELAY_MS = 1_000;
/**
 * Missed messages are looked for in this many rooms, latest first, so that returning users are not flooded, nor is the
 * server.
 */
const MAX_MISSED_ROOMS = 5;

/** The room of a message, as far as notifications need it. */
export interface NotifiedRoom {
  readonly name: string;
  readonly direct: boolean;
  readonly level: NotificationLevel;
}

/** A notification that is about to be shown. */
interface Due {
  readonly message: Message;
  readonly room: NotifiedRoom;
  /** The version of the edit that has added a mention of the user; null for a new message. */
  readonly mentionVersion: number | null;
}

export interface MissedMessages {
  readonly mark: RoomPosition;
  /** The `seq` of the last message that this page knew. */
  readonly lastKnown: number;
  readonly room: NotifiedRoom;
}

/**
 * Shows notifications of the browser for messages that the user is not reading. Every tab receives every message, and
 * one of them shows it, unless the room is in view in any tab or the message was read anywhere meanwhile. Of several
 * devices, only the first one that claims the message at the server notifies.
 */
export class Notifier {
  readonly #me: string;
  readonly #switch: NotificationSwitchElement;
  readonly #lastRead: (room: number) => number;
  readonly #tabs: TabLocks;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #shown = new ShownNotifications();
  /** Claims are made in order, as claiming a later message first would count the earlier one as claimed. */
  #claiming: Promise<void> = Promise.resolve();

  constructor(me: string, open: number | null, control: NotificationSwitchElement, lastRead: (room: number) => number) {
    this.#me = me;
    this.#switch = control;
    this.#lastRead = lastRead;
    this.#tabs = new TabLocks(me, open);
  }

  start(): void {
    if (this.#switch.isSupported) {
      this.#tabs.start();
    }
  }

  /** Another room is open now. */
  showRoom(room: number): void {
    this.#tabs.showRoom(room);
  }

  /** A new message of another user. */
  onMessage(message: Message, room: NotifiedRoom): void {
    this.#await({ message, room, mentionVersion: null });
  }

  /**
   * An edit has added a mention of the user to a message, which may be read already.
   *
   * @param version of the edit
   */
  onMentionAdded(message: Message, room: NotifiedRoom, version: number): void {
    this.#await({ message, room, mentionVersion: version });
  }

  #await(due: Due): void {
    const { message, room } = due;
    if (this.#switch.isOn && shouldNotify(message, this.#me, room.level)) {
      this.#drop(tagOf(message));
      const turn = Date.now() + NOTIFY_DELAY_MS + BACKGROUND_DELAY_MS;
      this.#waiting.set(
        tagOf(message),
        setTimeout(() => this.#notifyNext(due, turn), NOTIFY_DELAY_MS),
      );
    }
  }

  /**
   * Messages were posted while this page was disconnected: notifies of the last relevant one of each room.
   *
   * @param rooms where they were posted, latest first, with the last message that this page knew
   */
  onMissed(rooms: readonly MissedMessages[]): void {
    if (this.#switch.isOn && this.#tabs.isNotifier) {
      rooms
        .filter(mayHaveRelevant)
        .slice(0, MAX_MISSED_ROOMS)
        .forEach((room) => void this.#notifyMissed(room).catch(() => undefined));
    }
  }

  async #notifyMissed({ mark, lastKnown, room }: MissedMessages): Promise<void> {
    const called = room.level === 'mentions' ? mark.mentionedAt.at(-1) : undefined;
    const { items } = await api.messages(mark.id, called === undefined ? {} : { around: String(called) });
    const last = items
      .filter((message) => message.seq > lastKnown && shouldNotify(message, this.#me, room.level))
      .at(-1);
    if (last) {
      this.onMessage(last, room);
    }
  }

  /** Deleted messages are no longer notified. */
  onMessageChanged(message: Message): void {
    if (message.deleted) {
      this.#drop(tagOf(message));
      this.#shown.close(message);
    }
  }

  /** The user has read the room up to here, on any device. */
  onRead(room: number, seq: number): void {
    this.#shown.closeUpTo(room, seq);
  }

  /** The user has signed out: cancels pending notifications and closes those that are shown. */
  clear(): void {
    [...this.#waiting.keys()].forEach((tag) => this.#drop(tag));
    this.#shown.closeAll();
  }

  #notifyNext(due: Due, turn: number): void {
    this.#claiming = this.#claiming.then(() => this.#notify(due, turn)).catch(() => undefined);
  }

  /** @param turn when it claims the message at the latest, as a timestamp in ms */
  async #notify(due: Due, turn: number): Promise<void> {
    const { message, room } = due;
    if (this.#tabs.isNotifier && !(await this.#tabs.isAnyInView())) {
      await pause(turn - Date.now());
    }
    if (this.#waiting.delete(tagOf(message)) && (await this.#isUnseen(due)) && (await claim(due))) {
      this.#show(message, room);
    }
  }

  async #isUnseen(due: Due): Promise<boolean> {
    const { message, mentionVersion } = due;
    const isUnread = mentionVersion !== null || !this.#isRead(message);
    if (!this.#tabs.isNotifier || !this.#switch.isOn || !isUnread) {
      return false;
    }
    const isInView = await this.#tabs.isInView(message.room);
    if (isInView && mentionVersion !== null) {
      // A message in view counts as read on other devices. A mention that an edit added to a read message does not.
      await claim(due);
    }
    return !isInView;
  }

  #show(message: Message, room: NotifiedRoom): void {
    try {
      this.#shown.show(message, room);
    } catch {
      this.#switch.showUnavailable();
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
async function claim({ message, mentionVersion }: Due): Promise<boolean> {
  const { room, seq } = message;
  try {
    return (await api.claimNotification(room, seq, mentionVersion)).first;
  } catch (failure) {
    return !(failure instanceof api.ProblemError) || failure.isTransient;
  }
}

/** Whether the room may have messages to notify of. Other rooms are not fetched and do not count towards the limit. */
function mayHaveRelevant({ mark, lastKnown, room }: MissedMessages): boolean {
  return room.level === 'all' || (room.level === 'mentions' && mark.mentionedAt.some((place) => place > lastKnown));
}
