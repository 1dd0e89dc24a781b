import type { Connection } from './socket';
import { say } from './texts';

/** Long enough to be read; after that it goes without saying. */
const CONNECTED_FOR_MS = 3_000;

/** Says how the page stands to the service, where that is worth saying: a page that was never cut off says nothing. */
export class ConnectionLine {
  readonly #page: HTMLElement;
  readonly #line: Element;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(page: HTMLElement, line: Element) {
    this.#page = page;
    this.#line = line;
  }

  show(state: Connection): void {
    clearTimeout(this.#quiet);
    const wasCut = this.#line.textContent !== '';
    this.#page.dataset['connection'] = state;
    if (state !== 'connected') {
      this.#line.textContent = words(state);
    } else if (wasCut) {
      this.#line.textContent = words(state);
      this.#quiet = setTimeout(() => (this.#line.textContent = ''), CONNECTED_FOR_MS);
    }
  }
}

function words(state: Connection): string {
  switch (state) {
    case 'connected':
      return say('connected');
    case 'reconnecting':
      return say('reconnecting');
    case 'offline':
      return say('notConnected');
  }
}
