/** Within this distance of the end, the log follows new messages. */
const AT_END_PX = 60;

interface Anchor {
  readonly article: Element;
  /** In pixels below the top of the log. */
  readonly top: number;
}

/**
 * Keeps the visible messages in place when others are added above or below: the end if it is in view, else the first
 * message in view.
 */
export class ScrollKeeper {
  readonly #log: HTMLElement;
  readonly #endIsShown: () => boolean;
  readonly #resized = new ResizeObserver(() => this.#onResize());
  #following = true;
  /** The position when the log was left; null at the end. */
  #suspendedAt: Anchor | null = null;

  /** @param endsHere whether the last message shown is the last of the room: otherwise the end is not followed */
  constructor(log: HTMLElement, endsHere: () => boolean) {
    this.#log = log;
    this.#endIsShown = endsHere;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#resized.observe(this.#log);
    this.#log.addEventListener('scroll', this.#onScroll, { passive: true, signal: connection });
    connection.addEventListener('abort', () => this.#resized.disconnect());
  }

  get atEnd(): boolean {
    return this.#endIsShown() && this.below < AT_END_PX;
  }

  /** The pixels below the view. */
  get below(): number {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
  }

  /** The log is about to be taken out of the page, which resets its scroll position. */
  suspend(): void {
    this.#suspendedAt = this.#following && this.atEnd ? null : this.#anchor();
  }

  /** The log is in the page again: restores the position. */
  resume(): void {
    if (this.#suspendedAt) {
      this.#restore(this.#suspendedAt);
    } else {
      this.scrollToEnd();
    }
  }

  scrollToEnd(): void {
    this.#following = this.#endIsShown();
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** The index of the first element in view, or the number of elements if all are above the view. */
  firstInView(elements: readonly Element[]): number {
    const top = this.#log.getBoundingClientRect().top;
    const first = elements.findIndex((element) => element.getBoundingClientRect().bottom > top);
    return first < 0 ? elements.length : first;
  }

  /** Scrolls an element to the middle, as far as the ends allow. */
  scrollTo(element: Element): void {
    element.scrollIntoView({ block: 'center' });
    this.#onScroll();
  }

  /**
   * Changes the log without moving what is in view. The browser's own scroll anchoring is off, as both would add up.
   */
  keepPosition(change: () => void): void {
    if (this.#following && this.atEnd) {
      change();
      this.scrollToEnd();
      return;
    }
    const anchor = this.#anchor();
    change();
    if (anchor) {
      this.#restore(anchor);
    }
  }

  /** The first message in view, and how far it is from the top of the log. */
  #anchor(): Anchor | null {
    const articles = [...this.#log.querySelectorAll(':scope > article')];
    const article = articles[this.firstInView(articles)];
    return article ? { article, top: this.#topOf(article) } : null;
  }

  #restore({ article, top }: Anchor): void {
    if (article.isConnected) {
      this.#log.scrollTop += this.#topOf(article) - top;
    }
  }

  #topOf(article: Element): number {
    return article.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
  }

  readonly #onScroll = (): void => {
    this.#following = this.atEnd;
  };

  #onResize(): void {
    if (this.#following) {
      this.scrollToEnd();
    }
  }
}
