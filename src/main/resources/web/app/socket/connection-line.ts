import { part } from '../lib/dom';
import type { Connection } from './socket';
import { say } from '../lib/texts';

/** Long enough to be read; after that it goes without saying. */
const CONNECTED_FOR_MS = 3_000;

/** Says how the page stands to the service, where that is worth saying: a page that was never cut off says nothing. */
export class ConnectionLine {
  readonly #page: HTMLElement;
  #said = '';
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(page: HTMLElement) {
    this.#page = page;
  }

  show(state: Connection): void {
    clearTimeout(this.#quiet);
    const wasCut = this.#said !== '';
    this.#page.dataset['connection'] = state;
    if (state !== 'connected') {
      this.#say(words(state));
    } else if (wasCut) {
      this.#say(words(state));
      this.#quiet = setTimeout(() => this.#say(''), CONNECTED_FOR_MS);
    }
  }

  /** Each room's head has a line of its own. */
  draw(): void {
    part(this.#page, 'connection').textContent = this.#said;
  }

  #say(text: string): void {
    this.#said = text;
    this.draw();
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
