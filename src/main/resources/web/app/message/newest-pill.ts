import { part } from '../lib/dom';
import { say } from '../lib/texts';

/** The button that leads to the newest message, with the number of unread ones. It is hidden at the end of the log. */
export class NewestPill {
  readonly #button: HTMLElement;
  #atEnd = true;
  #away = false;
  #unread = 0;
  /** Something arrived below. Users who are not members have no unread count. */
  #news = false;

  constructor(button: HTMLElement) {
    this.#button = button;
  }

  /** Sets the number of unread messages in this room. */
  count(unread: number): void {
    this.#unread = unread;
    this.#draw();
  }

  newsCame(): void {
    this.#news = true;
    this.#draw();
  }

  /** @param away whether the end is far enough away for the button to be useful */
  show(atEnd: boolean, away: boolean): void {
    this.#atEnd = atEnd;
    this.#away = away;
    this.#news &&= !atEnd;
    this.#draw();
  }

  #draw(): void {
    const waits = this.#news || this.#unread > 0;
    this.#button.hidden = this.#atEnd || !(this.#away || waits);
    part(this.#button, 'newest-label').textContent = waits ? say('newOnes') : say('jumpToNewest');
    part(this.#button, 'newest-count').textContent = this.#unread > 0 ? String(this.#unread) : '';
  }
}
