import { BaseElement } from '../ui/base-element';
/** Rooms and people: a column on wide screens, else behind the "Menu" button. */
export class SidebarElement extends BaseElement {
  protected override connected(): void {
    this.listen(document, 'click', this.#toggle);
    this.listen(document, 'keydown', this.#closeOnEscape);
  }

  /** Closes it if it covers the room. */
  close(): void {
    if (this.#isOpen) {
      this.#show(false);
    }
  }

  /** A click beside it or on the button closes it. */
  readonly #toggle = (event: MouseEvent): void => {
    const { target } = event;
    const onButton = target instanceof Element && this.#button.contains(target);
    if (onButton || (this.#isOpen && this.#isBeside(event))) {
      this.#show(!this.#isOpen);
    }
  };

  /** The area beside the open sidebar belongs to it, so that a tap there reaches no message. */
  #isBeside({ target, clientX }: MouseEvent): boolean {
    const { left, right } = this.getBoundingClientRect();
    return target === this && (clientX < left || clientX > right);
  }

  readonly #closeOnEscape = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && this.#isOpen && !document.querySelector('dialog[open]')) {
      this.#show(false);
    }
  };

  #show(open: boolean): void {
    this.toggleAttribute('data-open', open);
    this.#button.ariaExpanded = String(open);
    if (open) {
      this.querySelector<HTMLElement>('a, button')?.focus();
    } else {
      this.#button.focus();
    }
  }

  get #isOpen(): boolean {
    return this.hasAttribute('data-open');
  }

  get #button(): HTMLElement {
    return document.querySelector('.menu') as HTMLElement;
  }
}

customElements.define('side-bar', SidebarElement);
