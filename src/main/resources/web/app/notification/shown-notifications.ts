import type { Message } from '../socket/events';
import type { ToldRoom } from './notifier';
import { say } from '../lib/texts';

const LONGEST_BODY = 200;
/** So many are still known by this page, to be taken away once they are read. */
const MOST = 50;

interface Shown {
  readonly room: number;
  readonly seq: number;
  readonly notification: Notification;
}

/** What the browser shows of messages until one has read them, or they are taken back. */
export class ShownNotifications {
  readonly #byTag = new Map<string, Shown>();

  /** Throws where a browser shows notifications only of what is installed. */
  show(message: Message, room: ToldRoom): void {
    const notification = made(message, room);
    notification.onclick = () => {
      notification.close();
      window.focus();
      location.assign(`/rooms/${message.room}?at=${message.seq}`);
    };
    this.#byTag.set(tagOf(message), { room: message.room, seq: message.seq, notification });
    if (this.#byTag.size > MOST) {
      this.#byTag.delete([...this.#byTag.keys()][0] ?? '');
    }
  }

  takeAway(message: Message): void {
    this.#takeAway(tagOf(message));
  }

  /** Those of a room up to a place. */
  takeAwayUpTo(room: number, seq: number): void {
    [...this.#byTag]
      .filter(([, shown]) => shown.room === room && shown.seq <= seq)
      .forEach(([tag]) => this.#takeAway(tag));
  }

  takeAllAway(): void {
    [...this.#byTag.keys()].forEach((tag) => this.#takeAway(tag));
  }

  #takeAway(tag: string): void {
    this.#byTag.get(tag)?.notification.close();
    this.#byTag.delete(tag);
  }
}

function made(message: Message, { name, direct }: ToldRoom): Notification {
  const who = message.author.displayName;
  return new Notification(direct ? who : say('writesIn', who, name), {
    body: message.body.slice(0, LONGEST_BODY),
    icon: '/static/icon.svg',
    tag: tagOf(message),
  });
}

/** Names a message. Two notifications that are called the same are one for the browser. */
export function tagOf({ room, seq }: Message): string {
  return `parley-${room}-${seq}`;
}
