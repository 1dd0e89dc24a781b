import { type Listing, reason } from '../lib/api';
import { part } from '../lib/dom';

const DEBOUNCE_MS = 200;

/** Fetches the pages of a list and renders its items. */
export interface PageSource<Item> {
  page(after: string, signal: AbortSignal): Promise<Listing<Item>>;
  draw(item: Item): HTMLElement;
  /** Reads an item from an entry that the server rendered; not given where the server renders none. */
  read?(entry: HTMLElement): Item;
  /** The text for an empty list. */
  emptyText(): string;
}

/** A list with pages, which is reloaded when the search changes. Its parts are `items`, `more` and `note`. */
export class PagedList<Item> {
  readonly #host: HTMLElement;
  readonly #source: PageSource<Item>;
  #search = new AbortController();
  #debounce: ReturnType<typeof setTimeout> | undefined;
  #next: string;
  readonly #drawn = new WeakMap<HTMLElement, Item>();

  /** @param next the value of `after` for the page after the first one, if the server has rendered that */
  constructor(host: HTMLElement, source: PageSource<Item>, next = '') {
    this.#host = host;
    this.#source = source;
    this.#next = next;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#more.addEventListener('click', this.#showMore, { signal: connection });
    connection.addEventListener('abort', () => {
      clearTimeout(this.#debounce);
      this.#search.abort();
    });
  }

  /** The item whose entry contains the target of an event. */
  itemAt(target: EventTarget | null): Item | undefined {
    const entry = target instanceof Element ? target.closest('li') : null;
    return entry ? this.#itemOf(entry) : undefined;
  }

  reload(): void {
    void this.#fetch('');
  }

  /** Reloads the list after a moment without further input. "More" is hidden until then. */
  readonly reloadSoon = (): void => {
    clearTimeout(this.#debounce);
    this.#more.hidden = true;
    this.#debounce = setTimeout(() => this.reload(), DEBOUNCE_MS);
  };

  /** Shows a note, for example an error; empty removes it. */
  showNote(note: string): void {
    part(this.#host, 'note').textContent = note;
  }

  /** Waits for a change of a listed item, and reloads the list or shows the error. */
  async reloadAfter(done: Promise<unknown>): Promise<void> {
    try {
      await done;
      this.reload();
    } catch (failure) {
      this.showNote(reason(failure));
    }
  }

  readonly #showMore = (): void => void this.#fetch(this.#next);

  /** A newer search cancels this one, so that a late response cannot replace a newer one. */
  async #fetch(after: string): Promise<void> {
    this.#search.abort();
    const search = (this.#search = new AbortController());
    try {
      const { items, next } = await this.#source.page(after, search.signal);
      this.#show(items, after === '', next);
    } catch (failure) {
      if (!search.signal.aborted) {
        this.showNote(reason(failure));
      }
    }
  }

  #show(page: readonly Item[], reset: boolean, next: string | null): void {
    const drawn = page.map((item) => this.#draw(item));
    if (reset) {
      this.#items.replaceChildren(...drawn);
    } else {
      this.#items.append(...drawn);
      drawn[0]?.querySelector<HTMLElement>('a, button, input, select')?.focus();
    }
    this.#next = next ?? '';
    this.#more.hidden = next === null;
    this.showNote(this.#items.childElementCount === 0 ? this.#source.emptyText() : '');
  }

  #draw(item: Item): HTMLElement {
    const entry = this.#source.draw(item);
    this.#drawn.set(entry, item);
    return entry;
  }

  #itemOf(entry: HTMLElement): Item | undefined {
    return this.#drawn.get(entry) ?? this.#source.read?.(entry);
  }

  get #items(): HTMLElement {
    return part(this.#host, 'items');
  }

  get #more(): HTMLElement {
    return part(this.#host, 'more');
  }
}
