import { type Article, seqOf, stateOf } from './article-state';
import { topOf } from './message-groups';
import { say } from '../lib/texts';

/**
 * The line where one left off: before the first message of others after a place. It stays while one reads, and moves only
 * when one says so or goes away; otherwise it would be gone before it was seen.
 */
export class NewLine {
  readonly #line = lineOf();
  #me = '';
  /** The last place that was read; null where nothing is new. */
  #after: number | null = null;

  /** What this person writes is not new to them. */
  belongsTo(me: string): void {
    this.#me = me;
  }

  get after(): number | null {
    return this.#after;
  }

  /** The line, while it stands somewhere. */
  get line(): Element | null {
    return this.#line.isConnected ? this.#line : null;
  }

  /** Everything after this place is new. */
  set(after: number): void {
    this.#after = after;
  }

  clear(): void {
    this.#after = null;
  }

  /**
   * Puts the line where it belongs among these, or takes it away. It is not known where it belongs while the first of them is
   * not the first that may be new.
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
  line.className = 'new-line';
  line.role = 'separator';
  line.ariaLabel = say('newOnes');
  line.textContent = say('newFromHere');
  return line;
}
