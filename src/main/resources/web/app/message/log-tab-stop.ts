import type { Article } from './article-state';

/** The links and actions of a message that are visible. `checkVisibility` leaves out a closed menu. */
const USABLE = 'a[href], button, audio, video';

/**
 * The log is one tab stop: the message that had the focus last, or the log itself before any had it and once that
 * message is out of view. What is in a message is reached from it with the arrow keys (`MessageKeys`).
 */
export class LogTabStop {
  readonly #log: HTMLElement;
  #stop: HTMLElement;

  constructor(log: HTMLElement) {
    this.#log = log;
    this.#stop = log;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#log.addEventListener('focusin', this.#onFocus, { signal: connection });
    this.#log.addEventListener('scroll', this.#onScroll, { signal: connection, passive: true });
  }

  readonly #onFocus = ({ target }: FocusEvent): void => {
    this.#moveTo((target as Element).closest<Article>('article') ?? this.#log);
  };

  /** Tab would scroll back to a message that is out of view, or find none at all if it is no longer shown. */
  readonly #onScroll = (): void => {
    if (this.#stop !== this.#log && !this.#stop.contains(document.activeElement) && !this.#isInView(this.#stop)) {
      this.#moveTo(this.#log);
    }
  };

  /** A message was removed. */
  check(): void {
    if (!this.#stop.isConnected) {
      this.#moveTo(this.#log);
    }
  }

  #moveTo(stop: HTMLElement): void {
    this.#stop.tabIndex = -1;
    this.#stop = stop;
    this.#stop.tabIndex = 0;
  }

  #isInView(article: HTMLElement): boolean {
    const view = this.#log.getBoundingClientRect();
    const at = article.getBoundingClientRect();
    return at.bottom > view.top && at.top < view.bottom;
  }
}

/** The links, buttons and players of a message that are shown, in order. */
export function usableIn(article: Article): HTMLElement[] {
  return [...article.querySelectorAll<HTMLElement>(USABLE)].filter((element) => element.checkVisibility());
}

/** Takes what is in a message out of the order of Tab. */
export function takeOutOfTabOrder(article: Article): void {
  article.querySelectorAll<HTMLElement>(USABLE).forEach((element) => (element.tabIndex = -1));
}
