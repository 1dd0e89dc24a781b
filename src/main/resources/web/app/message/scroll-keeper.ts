/** Within this of the end one reads along, and stays there as messages come. */
const AT_END_PX = 60;

interface Anchor {
  readonly article: Element;
  /** In pixels below the top of the log. */
  readonly top: number;
}

/** Keeps what one reads where it is, whatever is added above or below: at the end, or else at the message in view. */
export class ScrollKeeper {
  readonly #log: HTMLElement;
  readonly #endsHere: () => boolean;
  readonly #resized = new ResizeObserver(() => this.#stay());
  #following = true;
  /** What was in view when the log was left, and where in it; null at the end. */
  #left: Anchor | null = null;

  /** @param endsHere whether the end of what is shown is the end there is: elsewhere nobody follows */
  constructor(log: HTMLElement, endsHere: () => boolean) {
    this.#log = log;
    this.#endsHere = endsHere;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#resized.observe(this.#log);
    this.#log.addEventListener('scroll', this.#look, { passive: true, signal: connection });
    connection.addEventListener('abort', () => this.#resized.disconnect());
  }

  get atEnd(): boolean {
    return this.#endsHere() && this.below < AT_END_PX;
  }

  /** How much lies below the view, in pixels. */
  get below(): number {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
  }

  /** The log is about to be taken out of the page, which forgets how far it is scrolled. */
  leave(): void {
    this.#left = this.#following && this.atEnd ? null : this.#anchor();
  }

  /** It is in the page again: what was in view when it was left is in view now. */
  comeBack(): void {
    if (this.#left) {
      this.#hold(this.#left);
    } else {
      this.toEnd();
    }
  }

  toEnd(): void {
    this.#following = this.#endsHere();
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Which of these is the first that one sees, or how many there are when all are above. */
  firstInView(elements: readonly Element[]): number {
    const top = this.#log.getBoundingClientRect().top;
    const first = elements.findIndex((element) => element.getBoundingClientRect().bottom > top);
    return first < 0 ? elements.length : first;
  }

  /** Shows an element in the middle, as far as the ends allow. */
  to(element: Element): void {
    element.scrollIntoView({ block: 'center' });
    this.#look();
  }

  /** Changes the log without moving what is in view. The browser's own anchoring is off, or both would move it. */
  during(change: () => void): void {
    if (this.#following && this.atEnd) {
      change();
      this.toEnd();
      return;
    }
    const anchor = this.#anchor();
    change();
    if (anchor) {
      this.#hold(anchor);
    }
  }

  /** The first message in view, and how far it is from the top of the log. */
  #anchor(): Anchor | null {
    const articles = [...this.#log.querySelectorAll(':scope > article')];
    const article = articles[this.firstInView(articles)];
    return article ? { article, top: this.#topOf(article) } : null;
  }

  #hold({ article, top }: Anchor): void {
    if (article.isConnected) {
      this.#log.scrollTop += this.#topOf(article) - top;
    }
  }

  #topOf(article: Element): number {
    return article.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
  }

  readonly #look = (): void => {
    this.#following = this.atEnd;
  };

  #stay(): void {
    if (this.#following) {
      this.toEnd();
    }
  }
}
