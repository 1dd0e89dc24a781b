import { type Listing, reason } from '../lib/api';
import { part } from '../lib/dom';

const TYPED_MS = 200;

/** Where a list gets its pages from, and what it makes of them. */
export interface Source<Item> {
  page(after: string, signal: AbortSignal): Promise<Listing<Item>>;
  draw(item: Item): HTMLElement;
  /** Reads an item from an entry that the server rendered; not given where the server renders none. */
  read?(entry: HTMLElement): Item;
  /** What is said where there is nothing. */
  nothing(): string;
}

/** A paged list that is reloaded when the search changes. Its parts are `items`, `more`, `note`. */
export class PagedList<Item> {
  readonly #host: HTMLElement;
  readonly #source: Source<Item>;
  #search = new AbortController();
  #typed: ReturnType<typeof setTimeout> | undefined;
  #next: string;
  readonly #drawn = new WeakMap<HTMLElement, Item>();

  /** @param next the value that continues what is listed already */
  constructor(host: HTMLElement, source: Source<Item>, next = '') {
    this.#host = host;
    this.#source = source;
    this.#next = next;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#more.addEventListener('click', this.#showMore, { signal: connection });
    connection.addEventListener('abort', () => {
      clearTimeout(this.#typed);
      this.#search.abort();
    });
  }

  /** The item in whose entry of the list something happened. */
  itemAt(target: EventTarget | null): Item | undefined {
    const entry = target instanceof Element ? target.closest('li') : null;
    return entry ? this.#itemOf(entry) : undefined;
  }

  find(): void {
    void this.#fetch('');
  }

  /** Once nothing has been typed for a moment. Until then nothing goes on from what was found before. */
  readonly findSoon = (): void => {
    clearTimeout(this.#typed);
    this.#more.hidden = true;
    this.#typed = setTimeout(() => this.find(), TYPED_MS);
  };

  /** What could not be done, or nothing. */
  say(note: string): void {
    part(this.#host, 'note').textContent = note;
  }

  /** Does something to what is listed, and reloads the list or shows the error. */
  async after(done: Promise<unknown>): Promise<void> {
    try {
      await done;
      this.find();
    } catch (failure) {
      this.say(reason(failure));
    }
  }

  readonly #showMore = (): void => void this.#fetch(this.#next);

  /** A search that is typed over is given up, so that a late answer cannot take the place of a newer one. */
  async #fetch(after: string): Promise<void> {
    this.#search.abort();
    const search = (this.#search = new AbortController());
    try {
      const { items, next } = await this.#source.page(after, search.signal);
      this.#show(items, after === '', next);
    } catch (failure) {
      if (!search.signal.aborted) {
        this.say(reason(failure));
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
    this.say(this.#items.childElementCount === 0 ? this.#source.nothing() : '');
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
