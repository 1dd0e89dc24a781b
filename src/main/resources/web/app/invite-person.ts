import { invite } from './api';
import { AskDialog } from './ask-dialog';

/** Brings somebody into the open room. */
export class InvitePersonElement extends HTMLElement {
  readonly #dialog = new AskDialog(this, async (answers) => {
    await invite(Number(this.dataset['room']), String(answers.get('username')).trim().toLowerCase());
  });

  connectedCallback(): void {
    this.#dialog.start();
  }

  disconnectedCallback(): void {
    this.#dialog.stop();
  }
}

customElements.define('invite-person', InvitePersonElement);
