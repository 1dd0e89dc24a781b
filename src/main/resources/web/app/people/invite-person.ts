import { BaseElement } from '../ui/base-element';
import { invite } from '../lib/api';
import { AskDialog, typedInto } from '../ui/confirm-dialog';
import { roomOf } from '../room/room-state';
import { PersonField } from './person-field';

/** Invites a user to the open room. */
export class InvitePersonElement extends BaseElement {
  readonly #dialog = new AskDialog(this, async (answers) => {
    await invite(roomOf(this).id, typedInto('username', answers).toLowerCase());
  });

  protected override connected(): void {
    this.#dialog.start(this.connection);
    new PersonField(this.querySelector('input') as HTMLInputElement).start(this.connection);
  }
}

customElements.define('invite-person', InvitePersonElement);
