import { BaseElement } from '../ui/base-element';
import { invite } from '../lib/api';
import { FormDialog, textOfField } from '../ui/form-dialog';
import { roomOf } from '../room/room-state';
import { PersonField } from './person-field';

/** Invites a user to the open room. */
export class InvitePersonElement extends BaseElement {
  readonly #dialog = new FormDialog(this, async (answers) => {
    await invite(roomOf(this).id, textOfField('username', answers).toLowerCase());
  });

  protected override connected(): void {
    this.#dialog.start(this.connection);
    new PersonField(this.querySelector('input') as HTMLInputElement).start(this.connection);
  }
}

customElements.define('invite-person', InvitePersonElement);
