import { type Article, seqOf } from '../message/article-state';
import { NewLine } from '../message/unread-line';
import { part } from '../lib/dom';
import { signal } from '../lib/custom-events';
import { say, sayCount } from '../lib/texts';

/**
 * How far the user has read: the line before the first unread message, the button that leads to it while it is out of
 * view, and whether messages in view count as read.
 */
export class ReadingPlace {
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  readonly #line = new NewLine();
  /** The number of messages after the line, while the button is offered; else 0. */
  #offered = 0;
  /** Whether any message after the line is shown. */
  #begins = false;
  /** Messages in view do not count as read, since they were marked as unread … */
  #held = false;
  /** … until the user has scrolled away from the end and back to it. */
  #wasAway = false;

  constructor(list: HTMLElement, note: HTMLElement) {
    this.#list = list;
    this.#note = note;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#jump.addEventListener('click', this.#goToLine, { signal: connection });
  }

  leftOff(me: string, lastRead: number, unread: number): void {
    this.#line.belongsTo(me);
    if (unread > 0) {
      this.#line.set(lastRead);
      this.#offered = unread;
    }
  }

  hold(lastRead: number): void {
    this.#line.set(lastRead);
    this.#offered = 0;
    this.#held = true;
    this.#wasAway = false;
  }

  /** Marks all as read. */
  done(): void {
    this.#line.clear();
    this.#offered = 0;
    this.#held = false;
  }

  /** A user who leaves while at the end has read up to there; later messages are unread when they return. */
  goes(atEnd: boolean, newest: number): void {
    if (atEnd && !this.#held) {
      this.#line.set(newest);
      this.#offered = 0;
    }
  }

  comes(): void {
    this.#held = false;
    if (!this.#line.line) {
      this.#line.clear();
    }
  }

  /** @param stored the messages shown, in order */
  draw(stored: readonly Article[]): void {
    this.#line.draw(stored);
    const newest = stored.at(-1);
    this.#begins = newest !== undefined && seqOf(newest) > (this.#line.after ?? 0);
  }

  /** Updates the button, and returns whether all messages up to the end are read by being in view. */
  looks(atEnd: boolean): boolean {
    this.#wasAway ||= !atEnd;
    this.#held &&= !(atEnd && this.#wasAway);
    this.#offer();
    return atEnd && !this.#held;
  }

  /** Shows whether a requested place in the room could not be loaded. */
  showFailed(failed: boolean): void {
    this.#failed.textContent = failed ? say('partNotLoaded') : '';
  }

  #offer(): void {
    if (this.#offered > 0 && this.#lineIsInView) {
      this.#offered = 0;
    }
    const text = this.#begins && this.#offered > 0 ? sayCount('jumpToNew', this.#offered) : '';
    this.#jump.hidden = !text;
    if (text && this.#jump.textContent !== text) {
      this.#jump.textContent = text;
    }
  }

  get #lineIsInView(): boolean {
    const line = this.#line.line?.getBoundingClientRect();
    const view = this.#list.getBoundingClientRect();
    return line !== undefined && line.bottom > view.top && line.top < view.bottom;
  }

  readonly #goToLine = (): void => {
    this.#offered = 0;
    signal(this.#list, 'messages:jump', { to: 'message', seq: (this.#line.after ?? 0) + 1, found: false });
  };

  get #jump(): HTMLElement {
    return part(this.#note, 'to-new');
  }

  get #failed(): HTMLElement {
    return part(this.#note, 'jump-failed');
  }
}
