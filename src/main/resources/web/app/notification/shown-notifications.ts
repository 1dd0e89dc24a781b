import type { Message } from '../socket/events';
import type { ToldRoom } from './notifier';
import { say } from '../lib/texts';

const LONGEST_BODY = 200;
/** This many notifications are tracked, to be closed once they are read. */
const MOST = 50;

interface Shown {
  readonly room: number;
  readonly seq: number;
  readonly notification: Notification;
}

/** The notifications that the browser shows, until the messages are read or deleted. */
export class ShownNotifications {
  readonly #byTag = new Map<string, Shown>();

  /** Throws in browsers that show notifications only for installed apps. */
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

  /** Closes those of a room up to a message. */
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

/** The tag of a message. The browser shows one notification for each tag. */
export function tagOf({ room, seq }: Message): string {
  return `parley-${room}-${seq}`;
}
