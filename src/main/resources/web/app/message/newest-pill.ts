import { part } from '../lib/dom';
import { say } from '../lib/texts';

/** The way to the newest message, shown to who is not there, with how many messages wait. */
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

  /** How many messages of others are unread in this room. */
  count(unread: number): void {
    this.#unread = unread;
    this.#draw();
  }

  newsCame(): void {
    this.#news = true;
    this.#draw();
  }

  /** @param away whether the end is far enough that one may want to go there */
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
