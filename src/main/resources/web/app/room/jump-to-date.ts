import { BaseElement } from '../ui/base-element';
import { AskDialog, typedInto } from '../ui/confirm-dialog';
import { signal } from '../lib/custom-events';

/** Asks for a day and jumps to its first message. */
export class JumpToDateElement extends BaseElement {
  readonly #dialog = new AskDialog(this, (answers) => {
    const midnight = new Date(`${typedInto('date', answers)}T00:00`);
    signal(this, 'messages:jump', { to: 'time', at: midnight.toISOString() });
    return Promise.resolve();
  });

  protected override connected(): void {
    this.#dialog.start(this.connection);
  }
}

customElements.define('jump-to-date', JumpToDateElement);
