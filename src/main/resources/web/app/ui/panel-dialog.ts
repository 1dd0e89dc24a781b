import { closeOnEscape } from './dialog-focus';
import { part } from '../lib/dom';

/** A dialog: opened by every button that `data-opens` its host, closed by its own button. */
export class PanelDialog {
  readonly #host: HTMLElement;
  readonly #onOpen: (() => void) | undefined;

  /** @param opened called after the dialog is shown */
  constructor(host: HTMLElement, opened?: () => void) {
    this.#host = host;
    this.#onOpen = opened;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    document.addEventListener('click', this.#onClick, { signal: connection });
    part(this.#host, 'close').addEventListener('click', this.#close, { signal: connection });
    closeOnEscape(this.#dialog, connection);
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  open(): void {
    this.#dialog.showModal();
    this.#onOpen?.();
  }

  readonly #onClick = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest(`[data-opens="${this.#host.localName}"]`)) {
      this.open();
    }
  };

  readonly #close = (): void => this.#dialog.close();

  get #dialog(): HTMLDialogElement {
    return this.#host.querySelector('dialog') as HTMLDialogElement;
  }
}
