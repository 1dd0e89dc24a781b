import { BaseElement } from '../ui/base-element';
import { createRoom } from '../lib/api';
import { FormDialog, textOfField } from '../ui/form-dialog';

/** Creates a room and opens it. */
export class NewRoomElement extends BaseElement {
  readonly #dialog = new FormDialog(this, async (answers) => {
    const { id } = await createRoom(
      textOfField('name', answers),
      textOfField('topic', answers),
      answers.has('private') ? 'private' : 'public',
    );
    location.assign(`/rooms/${id}`);
  });

  protected override connected(): void {
    this.#dialog.start(this.connection);
  }
}

customElements.define('new-room', NewRoomElement);
