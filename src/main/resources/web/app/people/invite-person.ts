import { invite } from '../lib/api';
import { AskDialog, typedInto } from '../ui/confirm-dialog';
import { roomOf } from '../room/room-state';
import { PersonField } from './person-field';

/** Brings somebody into the open room. */
export class InvitePersonElement extends HTMLElement {
  readonly #dialog = new AskDialog(this, async (answers) => {
    await invite(roomOf(this).id, typedInto('username', answers).toLowerCase());
  });
  #field: PersonField | undefined;

  connectedCallback(): void {
    this.#dialog.start();
    this.#field = new PersonField(this.querySelector('input') as HTMLInputElement);
    this.#field.start();
  }

  disconnectedCallback(): void {
    this.#dialog.stop();
    this.#field?.stop();
  }
}

customElements.define('invite-person', InvitePersonElement);
