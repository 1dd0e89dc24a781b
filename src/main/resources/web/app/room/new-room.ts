import { BaseElement } from '../ui/base-element';
import { makeRoom } from '../lib/api';
import { AskDialog, typedInto } from '../ui/confirm-dialog';

/** Creates a room and opens it. */
export class NewRoomElement extends BaseElement {
  readonly #dialog = new AskDialog(this, async (answers) => {
    const { id } = await makeRoom(
      typedInto('name', answers),
      typedInto('topic', answers),
      answers.has('private') ? 'private' : 'public',
    );
    location.assign(`/rooms/${id}`);
  });

  protected override connected(): void {
    this.#dialog.start(this.connection);
  }
}

customElements.define('new-room', NewRoomElement);
