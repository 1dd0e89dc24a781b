import type { Message } from '../socket/events';
import type { NotifiedRoom } from './notifier';
import { unambiguousName } from '../lib/dom';
import { t } from '../lib/texts';

const MAX_BODY_LENGTH = 200;
/** This many notifications are tracked, to be closed once they are read. */
const MAX_TRACKED = 50;

interface Shown {
  readonly room: number;
  readonly seq: number;
  readonly notification: Notification;
}

/** The notifications that the browser shows, until the messages are read or deleted. */
export class ShownNotifications {
  readonly #byTag = new Map<string, Shown>();

  /** Throws in browsers that show notifications only for installed apps. */
  show(message: Message, room: NotifiedRoom): void {
    const notification = createNotification(message, room);
    notification.onclick = () => {
      notification.close();
      window.focus();
      location.assign(`/rooms/${message.room}?at=${message.seq}`);
    };
    this.#byTag.set(tagOf(message), { room: message.room, seq: message.seq, notification });
    if (this.#byTag.size > MAX_TRACKED) {
      this.#byTag.delete([...this.#byTag.keys()][0] ?? '');
    }
  }

  close(message: Message): void {
    this.#close(tagOf(message));
  }

  /** Closes those of a room up to a message. */
  closeUpTo(room: number, seq: number): void {
    [...this.#byTag]
      .filter(([, shown]) => shown.room === room && shown.seq <= seq)
      .forEach(([tag]) => this.#close(tag));
  }

  closeAll(): void {
    [...this.#byTag.keys()].forEach((tag) => this.#close(tag));
  }

  #close(tag: string): void {
    this.#byTag.get(tag)?.notification.close();
    this.#byTag.delete(tag);
  }
}

function createNotification(message: Message, { name, direct }: NotifiedRoom): Notification {
  const who = unambiguousName(message.author);
  return new Notification(direct ? who : t('userInRoom', who, name), {
    body: message.body.slice(0, MAX_BODY_LENGTH),
    icon: '/static/icon.svg',
    tag: tagOf(message),
  });
}

/** The tag of a message. The browser shows one notification for each tag. */
export function tagOf({ room, seq }: Message): string {
  return `parley-${room}-${seq}`;
}
