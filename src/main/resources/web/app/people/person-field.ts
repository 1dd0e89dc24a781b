import { people } from '../lib/api';

const TYPED_MS = 150;

/** Completes the username in an input field, which names its `datalist`. */
export class PersonField {
  readonly #input: HTMLInputElement;
  #search = new AbortController();
  #typed: ReturnType<typeof setTimeout> | undefined;

  constructor(input: HTMLInputElement) {
    this.#input = input;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#input.addEventListener('input', this.#findSoon, { signal: connection });
    connection.addEventListener('abort', () => {
      clearTimeout(this.#typed);
      this.#search.abort();
    });
  }

  readonly #findSoon = (): void => {
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => void this.#find(), TYPED_MS);
  };

  /** Without a response there are no suggestions. */
  async #find(): Promise<void> {
    this.#search.abort();
    this.#search = new AbortController();
    const beginning = this.#input.value.trim();
    const { items } = await people(beginning, '', this.#search.signal).catch(() => ({ items: [] }));
    this.#input.list?.replaceChildren(...items.map(({ username, displayName }) => new Option(displayName, username)));
  }
}
