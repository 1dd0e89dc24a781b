/** Within this of the end one reads along, and stays there as messages come. */
const AT_END_PX = 60;

/** Keeps what one reads where it is, whatever is added above or below: at the end, or else at the message in view. */
export class ScrollKeeper {
  readonly #log: HTMLElement;
  readonly #endsHere: () => boolean;
  readonly #resized = new ResizeObserver(() => this.#stay());
  #following = true;

  /** @param endsHere whether the end of what is shown is the end there is: elsewhere nobody follows */
  constructor(log: HTMLElement, endsHere: () => boolean) {
    this.#log = log;
    this.#endsHere = endsHere;
  }

  start(): void {
    this.#resized.observe(this.#log);
    this.#log.addEventListener('scroll', this.#look, { passive: true });
  }

  stop(): void {
    this.#resized.disconnect();
    this.#log.removeEventListener('scroll', this.#look);
  }

  get atEnd(): boolean {
    return this.#endsHere() && this.below < AT_END_PX;
  }

  /** How much lies below the view, in pixels. */
  get below(): number {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
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
    const articles = [...this.#log.querySelectorAll(':scope > article')];
    const anchor = articles[this.firstInView(articles)];
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) {
      this.#log.scrollTop += anchor.getBoundingClientRect().top - before;
    }
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
