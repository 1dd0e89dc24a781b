import { type Article, seqOf } from '../message/article-state';
import { UnreadLine } from '../message/unread-line';
import { part } from '../lib/dom';
import { emit } from '../lib/custom-events';
import { t, tCount } from '../lib/texts';

/**
 * How far the user has read: the line before the first unread message, the button that leads to it while it is out of
 * view, and whether messages in view count as read.
 */
export class ReadingPosition {
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  readonly #line = new UnreadLine();
  /** The number of messages after the line, while the button is offered; else 0. */
  #unreadAfterLine = 0;
  /** Whether any message after the line is shown. */
  #isLineReached = false;
  /** Messages in view do not count as read, since they were marked as unread … */
  #isHeld = false;
  /** … until the user has scrolled away from the end and back to it. */
  #wasAway = false;

  constructor(list: HTMLElement, note: HTMLElement) {
    this.#list = list;
    this.#note = note;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#jump.addEventListener('click', this.#jumpToLine, { signal: connection });
  }

  show(me: string, lastRead: number, unread: number): void {
    this.#line.setUser(me);
    if (unread > 0) {
      this.#line.set(lastRead);
      this.#unreadAfterLine = unread;
    }
  }

  markUnread(lastRead: number): void {
    this.#line.set(lastRead);
    this.#unreadAfterLine = 0;
    this.#isHeld = true;
    this.#wasAway = false;
  }

  /** Marks all as read. */
  markRead(): void {
    this.#line.clear();
    this.#unreadAfterLine = 0;
    this.#isHeld = false;
  }

  /** A user who leaves while at the end has read up to there; later messages are unread when they return. */
  suspend(atEnd: boolean, newest: number): void {
    if (atEnd && !this.#isHeld) {
      this.#line.set(newest);
      this.#unreadAfterLine = 0;
    }
  }

  resume(): void {
    this.#isHeld = false;
    if (!this.#line.line) {
      this.#line.clear();
    }
  }

  /** @param stored the messages shown, in order */
  draw(stored: readonly Article[]): void {
    this.#line.draw(stored);
    const newest = stored.at(-1);
    this.#isLineReached = newest !== undefined && seqOf(newest) > (this.#line.after ?? 0);
  }

  /** Updates the button, and returns whether all messages up to the end are read by being in view. */
  update(atEnd: boolean): boolean {
    this.#wasAway ||= !atEnd;
    this.#isHeld &&= !(atEnd && this.#wasAway);
    this.#updateJumpButton();
    return atEnd && !this.#isHeld;
  }

  /** Shows whether a requested place in the room could not be loaded. */
  showFailed(failed: boolean): void {
    this.#failed.textContent = failed ? t('partNotLoaded') : '';
  }

  #updateJumpButton(): void {
    if (this.#unreadAfterLine > 0 && this.#lineIsInView) {
      this.#unreadAfterLine = 0;
    }
    const text = this.#isLineReached && this.#unreadAfterLine > 0 ? tCount('jumpToNew', this.#unreadAfterLine) : '';
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

  readonly #jumpToLine = (): void => {
    this.#unreadAfterLine = 0;
    emit(this.#list, 'messages:jump', { to: 'message', seq: (this.#line.after ?? 0) + 1, found: false });
  };

  get #jump(): HTMLElement {
    return part(this.#note, 'to-new');
  }

  get #failed(): HTMLElement {
    return part(this.#note, 'jump-failed');
  }
}
