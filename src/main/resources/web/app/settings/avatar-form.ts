import { BaseElement } from '../ui/base-element';
import { part } from '../lib/dom';
import { toSquare } from '../people/avatar-image';

/** Scales the chosen picture down to a small square before it is uploaded: the server accepts only small pictures. */
export class AvatarFormElement extends BaseElement {
  protected override connected(): void {
    this.listen(this.#form, 'submit', this.#submit);
  }

  readonly #submit = (event: SubmitEvent): void => {
    const [file] = this.#choice.files ?? [];
    if (file) {
      event.preventDefault();
      void this.#send(file);
    }
  };

  async #send(file: File): Promise<void> {
    const square = await toSquare(file);
    this.#choice.ariaInvalid = String(square === null);
    part(this, 'fault').textContent = square ? '' : (this.dataset['noPicture'] ?? '');
    if (square) {
      const chosen = new DataTransfer();
      chosen.items.add(new File([square], 'picture', { type: square.type }));
      this.#choice.files = chosen.files;
      this.#form.submit();
    }
  }

  get #form(): HTMLFormElement {
    return part(this, 'form');
  }

  get #choice(): HTMLInputElement {
    return part(this, 'choice');
  }
}

customElements.define('avatar-form', AvatarFormElement);
