import { BaseElement } from '../ui/base-element';
import { FormDialog, textOfField } from '../ui/form-dialog';
import { emit } from '../lib/custom-events';

/** Asks for a day and jumps to its first message. */
export class JumpToDateElement extends BaseElement {
  readonly #dialog = new FormDialog(this, (answers) => {
    const midnight = new Date(`${textOfField('date', answers)}T00:00`);
    emit(this, 'messages:jump', { to: 'time', at: midnight.toISOString() });
    return Promise.resolve();
  });

  protected override connected(): void {
    this.#dialog.start(this.connection);
  }
}

customElements.define('jump-to-date', JumpToDateElement);
