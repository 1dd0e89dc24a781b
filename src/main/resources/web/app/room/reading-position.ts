import { type Article, seqOf } from '../message/article-state';
import { articleAfter } from '../message/message-groups';
import { UnreadLine } from '../message/unread-line';
import { part } from '../lib/dom';
import { emit } from '../lib/custom-events';
import { t, tCount } from '../lib/texts';

/**
 * How far the user has read: the line before the first unread message, the buttons that are offered while it has not
 * been in view, and whether messages in view count as read.
 *
 * Opening a room is not reading it: where the newest messages are in view but the line above them has not been, they
 * stay unread until it comes into view or the user marks them as read.
 */
export class ReadingPosition {
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  readonly #line = new UnreadLine();
  /** The number of unread messages of others. */
  #unread = 0;
  /** Where the line was when it was last in view; null if it never was. */
  #seenAfter: number | null = null;
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

  /** The button that marks all as read. */
  get markReadButton(): HTMLElement {
    return part(this.#note, 'mark-read');
  }

  show(me: string, lastRead: number, unread: number): void {
    this.#line.setUser(me);
    this.#unread = unread;
    if (unread > 0) {
      this.#line.set(lastRead);
    } else if (this.#isLineUnseen) {
      this.#line.clear();
    }
  }

  /**
   * The number of unread messages is known. If others were read elsewhere, an unseen line moves on or is not needed.
   *
   * @return whether the line must be drawn again
   */
  setUnread(unread: number, lastRead: number): boolean {
    this.#unread = unread;
    const isOutdated = this.#isLineUnseen && (unread === 0 || lastRead > (this.#line.after ?? 0));
    if (isOutdated && unread === 0) {
      this.#line.clear();
    } else if (isOutdated) {
      this.#line.set(lastRead);
    }
    this.#updateButtons();
    return isOutdated;
  }

  get hasUnread(): boolean {
    return this.#unread > 0;
  }

  /**
   * Messages have arrived out of view. If all those below the line were read before, it moves down to the new ones.
   */
  onUnreadArrived(lastRead: number): void {
    if (lastRead > (this.#line.after ?? -1)) {
      this.#line.set(lastRead);
    }
  }

  markUnread(lastRead: number): void {
    this.#line.set(lastRead);
    this.#seenAfter = null;
    this.#isHeld = true;
    this.#wasAway = false;
  }

  /** Marks all as read. */
  markRead(): void {
    this.#line.clear();
    this.#isHeld = false;
  }

  /** A user who leaves while at the end has read up to there; later messages are unread when they return. */
  suspend(atEnd: boolean, newest: number): void {
    if (atEnd && !this.#isHeld && !this.#isLineUnseen) {
      this.#line.set(newest);
    }
  }

  /** @param releasesHold whether messages that were marked as unread count as read once they are in view */
  resume(releasesHold: boolean): void {
    this.#isHeld &&= !releasesHold;
    if (!this.#line.isPending) {
      this.#line.clear();
    }
  }

  /** @param stored the messages shown, in order */
  draw(stored: readonly Article[]): void {
    this.#line.draw(stored);
  }

  /** Updates the buttons, and returns whether all messages up to the end are read by being in view. */
  update(atEnd: boolean): boolean {
    if (this.#isLineInView) {
      this.#seenAfter = this.#line.after;
    }
    this.#wasAway ||= !atEnd;
    this.#isHeld &&= !(atEnd && this.#wasAway);
    this.#updateButtons();
    return atEnd && !this.#isHeld && !this.#isLineUnseen;
  }

  /** Shows whether a requested place in the room could not be loaded. */
  showFailed(failed: boolean): void {
    this.#failed.textContent = failed ? t('partNotLoaded') : '';
  }

  #updateButtons(): void {
    const text = this.#isLineUnseen && this.#unread > 0 ? tCount('jumpToNew', this.#unread) : '';
    this.#jump.hidden = !text;
    this.markReadButton.hidden = !text;
    if (text && this.#jump.textContent !== text) {
      this.#jump.textContent = text;
    }
  }

  get #isLineUnseen(): boolean {
    return this.#line.isPending && this.#line.after !== this.#seenAfter;
  }

  get #isLineInView(): boolean {
    const line = this.#line.line?.getBoundingClientRect();
    const view = this.#list.getBoundingClientRect();
    return (
      line !== undefined && document.visibilityState === 'visible' && line.bottom > view.top && line.top < view.bottom
    );
  }

  readonly #jumpToLine = (): void => {
    const { line } = this.#line;
    const first = line && articleAfter(line);
    const seq = first ? seqOf(first) : (this.#line.after ?? 0) + 1;
    emit(this.#list, 'messages:jump', { to: 'message', seq, found: false });
  };

  get #jump(): HTMLElement {
    return part(this.#note, 'to-new');
  }

  get #failed(): HTMLElement {
    return part(this.#note, 'jump-failed');
  }
}
