import { PanelDialog } from './panel-dialog';
import { isSign } from './shortcuts';

/** The keys and what they do. */
export class ShortcutSheetElement extends HTMLElement {
  readonly #dialog = new PanelDialog(this);

  connectedCallback(): void {
    this.#dialog.start();
    document.addEventListener('keydown', this.#shortcut);
  }

  disconnectedCallback(): void {
    this.#dialog.stop();
    document.removeEventListener('keydown', this.#shortcut);
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    if (isSign(event, '?')) {
      event.preventDefault();
      this.#dialog.open();
    }
  };
}

customElements.define('shortcut-sheet', ShortcutSheetElement);
