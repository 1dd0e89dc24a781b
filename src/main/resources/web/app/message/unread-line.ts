import { type Article, seqOf, stateOf } from './article-state';
import { topOf } from './message-groups';
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
    const target =
      after !== null && first && seqOf(first) <= after + 1
        ? stored.find((article) => seqOf(article) > after && stateOf(article).author !== this.#me)
        : undefined;
    if (!target) {
      this.#line.remove();
    } else if (topOf(target).previousElementSibling !== this.#line) {
      topOf(target).before(this.#line);
    }
  }
}

function lineOf(): HTMLElement {
  const line = document.createElement('p');
  line.className = 'unread-line';
  line.role = 'separator';
  line.ariaLabel = t('newOnes');
  line.textContent = t('newFromHere');
  return line;
}
