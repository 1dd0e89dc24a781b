import { part } from '../lib/dom';
import { tCount } from '../lib/texts';

/** The pills at the edges of a scrolling list: how many unread rooms are out of view there. A click scrolls to the next. */
export class UnreadEdges {
  readonly #list: HTMLElement;
  readonly #unread: () => readonly HTMLElement[];

  /** @param unread the unread rooms in the list, in order */
  constructor(list: HTMLElement, unread: () => readonly HTMLElement[]) {
    this.#list = list;
    this.#unread = unread;
  }

  /** @param connection aborted when the list is taken out of the page */
  start(connection: AbortSignal): void {
    const options = { signal: connection };
    this.#list.addEventListener('scroll', this.draw, { ...options, passive: true });
    this.#above.addEventListener(
      'click',
      () => this.#outside.above.at(-1)?.scrollIntoView({ block: 'center' }),
      options,
    );
    this.#below.addEventListener('click', () => this.#outside.below[0]?.scrollIntoView({ block: 'center' }), options);
    const size = new ResizeObserver(this.draw);
    size.observe(this.#list);
    connection.addEventListener('abort', () => size.disconnect());
  }

  readonly draw = (): void => {
    const { above, below } = this.#outside;
    show(this.#above, above.length, 'unreadAbove');
    show(this.#below, below.length, 'unreadBelow');
  };

  get #outside(): { readonly above: readonly HTMLElement[]; readonly below: readonly HTMLElement[] } {
    const view = this.#list.getBoundingClientRect();
    const places = this.#unread().map((item) => ({ item, at: item.getBoundingClientRect() }));
    return {
      above: places.filter(({ at }) => at.top < view.top).map(({ item }) => item),
      below: places.filter(({ at }) => at.bottom > view.bottom + 1).map(({ item }) => item),
    };
  }

  get #above(): HTMLElement {
    return part(this.#list, 'unread-above');
  }

  get #below(): HTMLElement {
    return part(this.#list, 'unread-below');
  }
}

function show(pill: HTMLElement, count: number, text: string): void {
  pill.hidden = count === 0;
  pill.textContent = count === 0 ? '' : tCount(text, count);
}
