import { BaseElement } from '../ui/base-element';
import { FormDialog, textOfField } from '../ui/form-dialog';
import { part } from '../lib/dom';
import { changeRoom } from './room-api';
import type { RoomHeaderElement } from './room-header';
import { roomOf } from './room-state';

/** Changes the name and the topic of the open room. The server sends the change to all members. */
export class EditRoomElement extends BaseElement {
  readonly #dialog = new FormDialog(
    this,
    async (answers) => {
      await changeRoom(roomOf(this).id, { name: textOfField('name', answers), topic: textOfField('topic', answers) });
    },
    (form) => this.#fill(form),
  );

  protected override connected(): void {
    this.#dialog.start(this.connection);
  }

  #fill(form: HTMLFormElement): void {
    for (const name of ['name', 'topic']) {
      const input = form.elements.namedItem(name) as HTMLInputElement;
      input.value = part(this.#header, name).textContent;
    }
  }

  get #header(): RoomHeaderElement {
    return document.querySelector('room-header') as RoomHeaderElement;
  }
}

customElements.define('edit-room', EditRoomElement);
