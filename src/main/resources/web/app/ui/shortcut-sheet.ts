import { BaseElement } from './base-element';
import { PanelDialog } from './panel-dialog';
import { isCharacterKey, isCommandKey } from './shortcuts';

/** The overview of keyboard shortcuts. */
export class ShortcutSheetElement extends BaseElement {
  readonly #dialog = new PanelDialog(this);

  protected override connected(): void {
    this.#dialog.start(this.connection);
    this.listen(document, 'keydown', this.#onKey);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (isCharacterKey(event, '?') || isCommandKey(event, '/')) {
      event.preventDefault();
      this.#dialog.open();
    }
  };
}

customElements.define('shortcut-sheet', ShortcutSheetElement);
