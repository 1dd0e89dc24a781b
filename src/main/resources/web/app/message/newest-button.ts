import { part } from '../lib/dom';
import { t } from '../lib/texts';

/** The button that leads to the newest message, with the number of unread ones. It is hidden at the end of the log. */
export class NewestButton {
  readonly #button: HTMLElement;
  #atEnd = true;
  #isFarFromEnd = false;
  #unread = 0;
  /** Something arrived below. Users who are not members have no unread count. */
  #hasNew = false;

  constructor(button: HTMLElement) {
    this.#button = button;
  }

  /** Sets the number of unread messages in this room. */
  setUnread(unread: number): void {
    this.#unread = unread;
    this.#draw();
  }

  onNewMessage(): void {
    this.#hasNew = true;
    this.#draw();
  }

  /** @param away whether the end is far enough away for the button to be useful */
  show(atEnd: boolean, away: boolean): void {
    this.#atEnd = atEnd;
    this.#isFarFromEnd = away;
    this.#hasNew &&= !atEnd;
    this.#draw();
  }

  #draw(): void {
    const waits = this.#hasNew || this.#unread > 0;
    this.#button.hidden = this.#atEnd || !(this.#isFarFromEnd || waits);
    part(this.#button, 'newest-label').textContent = waits ? t('newMessagesButton') : t('jumpToNewest');
    part(this.#button, 'newest-count').textContent = this.#unread > 0 ? String(this.#unread) : '';
  }
}
