/** Within this of the end one reads along, and stays there as messages come. */
const AT_END_PX = 60;

/** Keeps what one reads where it is, whatever is added above or below: at the end, or else at the message in view. */
export class ScrollKeeper {
  readonly #log: HTMLElement;
  readonly #resized = new ResizeObserver(() => this.#stay());
  #following = true;

  constructor(log: HTMLElement) {
    this.#log = log;
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
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < AT_END_PX;
  }

  toEnd(): void {
    this.#following = true;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Changes the log without moving what is in view. The browser's own anchoring is off, or both would move it. */
  during(change: () => void): void {
    if (this.#following && this.atEnd) {
      change();
      this.toEnd();
      return;
    }
    const anchor = this.#firstInView();
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

  #firstInView(): Element | undefined {
    const top = this.#log.getBoundingClientRect().top;
    return [...this.#log.querySelectorAll('article')].find((article) => article.getBoundingClientRect().bottom > top);
  }
}
