import { type Article, seqOf, stateOf } from './article-state';
import { articleAfter, regroup, topOf } from './message-groups';
import { t } from '../lib/texts';

/**
 * The line before the first unread message of others. It stays while the user reads, and moves only when they leave or
 * mark messages; otherwise it would disappear before it is seen.
 */
export class UnreadLine {
  readonly #line = lineOf();
  #me = '';
  /** The `seq` of the last message that was read; null if nothing is unread. */
  #after: number | null = null;
  /** Whether its place is before the messages shown. */
  #isBefore = false;

  /** Messages of this user are not unread. */
  setUser(me: string): void {
    this.#me = me;
  }

  get after(): number | null {
    return this.#after;
  }

  /** The line if it is shown, else null. */
  get line(): Element | null {
    return this.#line.isConnected ? this.#line : null;
  }

  /** Whether there are messages below it, shown or not: it is shown, or its place is before the messages shown. */
  get isPending(): boolean {
    return this.#isBefore || this.#line.isConnected;
  }

  /** Messages after this one are unread. */
  set(after: number): void {
    this.#after = after;
  }

  clear(): void {
    this.#after = null;
  }

  /**
   * Puts the line in its place among the messages, or removes it. The place is unknown as long as the first unread
   * message may be before those shown.
   *
   * @param stored the messages shown, in order
   */
  draw(stored: readonly Article[]): void {
    const after = this.#after;
    const first = stored[0];
    this.#isBefore = after !== null && first !== undefined && seqOf(first) > after + 1;
    const target =
      after === null || this.#isBefore
        ? undefined
        : stored.find((article) => seqOf(article) > after && stateOf(article).author !== this.#me);
    this.#moveTo(target ?? null);
  }

  /** The message below the line starts a group, so that its author is shown. */
  #moveTo(target: Article | null): void {
    const place = target && topOf(target);
    if (place ? place.previousElementSibling === this.#line : !this.#line.isConnected) {
      return;
    }
    const left = articleAfter(this.#line);
    if (place) {
      place.before(this.#line);
    } else {
      this.#line.remove();
    }
    regroup(left);
    regroup(target);
  }
}

function lineOf(): HTMLElement {
  const line = document.createElement('p');
  line.className = 'unread-line';
  line.role = 'separator';
  line.ariaLabel = t('newMessagesButton');
  line.textContent = t('unreadLine');
  return line;
}
