import { part } from '../lib/dom';
import type { ConnectionState } from './socket';
import { t } from '../lib/texts';

/** How long "connected" is shown. */
const CONNECTED_NOTICE_MS = 3_000;

/** Shows the state of the connection. Nothing is shown as long as the connection has never been lost. */
export class ConnectionStatus {
  readonly #page: HTMLElement;
  #text = '';
  #hideTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: HTMLElement) {
    this.#page = page;
  }

  show(state: ConnectionState): void {
    clearTimeout(this.#hideTimer);
    const wasCut = this.#text !== '';
    this.#page.dataset['connection'] = state;
    if (state !== 'connected') {
      this.#setText(textOf(state));
    } else if (wasCut) {
      this.#setText(textOf(state));
      this.#hideTimer = setTimeout(() => this.#setText(''), CONNECTED_NOTICE_MS);
    }
  }

  /** Called when another room is open, as each room's header has its own line. */
  draw(): void {
    part(this.#page, 'connection').textContent = this.#text;
  }

  #setText(text: string): void {
    this.#text = text;
    this.draw();
  }
}

function textOf(state: ConnectionState): string {
  switch (state) {
    case 'connected':
      return t('connected');
    case 'reconnecting':
      return t('reconnecting');
    case 'offline':
      return t('notConnected');
  }
}
