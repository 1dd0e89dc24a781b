import { people } from '../lib/api';

const DEBOUNCE_MS = 150;

/** Completes the username in an input field, which names its `datalist`. */
export class PersonField {
  readonly #input: HTMLInputElement;
  #search = new AbortController();
  #debounce: ReturnType<typeof setTimeout> | undefined;

  constructor(input: HTMLInputElement) {
    this.#input = input;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#input.addEventListener('input', this.#onInput, { signal: connection });
    connection.addEventListener('abort', () => {
      clearTimeout(this.#debounce);
      this.#search.abort();
    });
  }

  readonly #onInput = (): void => {
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.#find(), DEBOUNCE_MS);
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
