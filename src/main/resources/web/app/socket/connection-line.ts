import { part } from '../lib/dom';
import type { Connection } from './socket';
import { say } from '../lib/texts';

/** How long "connected" is shown. */
const CONNECTED_FOR_MS = 3_000;

/** Shows the state of the connection. Nothing is shown as long as the connection has never been lost. */
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

  /** Called when another room is open, as each room's header has its own line. */
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
