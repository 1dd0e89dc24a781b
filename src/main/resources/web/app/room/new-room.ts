import { makeRoom } from '../lib/api';
import { AskDialog, typedInto } from '../ui/confirm-dialog';

/** Makes a room and goes there. */
export class NewRoomElement extends HTMLElement {
  readonly #dialog = new AskDialog(this, async (answers) => {
    const { id } = await makeRoom(
      typedInto('name', answers),
      typedInto('topic', answers),
      answers.has('private') ? 'private' : 'public',
    );
    location.assign(`/rooms/${id}`);
  });

  connectedCallback(): void {
    this.#dialog.start();
  }

  disconnectedCallback(): void {
    this.#dialog.stop();
  }
}

customElements.define('new-room', NewRoomElement);
