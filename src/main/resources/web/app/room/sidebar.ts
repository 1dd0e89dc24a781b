import { focusComposer } from '../composer/composer-focus';
import { BaseElement } from '../ui/base-element';

/** The sidebar: a column on wide screens, else behind the "Menu" button. Escape leads from it to the composer. */
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
  readonly #toggle = ({ target }: MouseEvent): void => {
    const onButton = target instanceof Element && this.#button.contains(target);
    if (onButton || (this.#isOpen && target instanceof Element && this.#isBeside(target))) {
      this.#show(!this.#isOpen);
    }
  };

  #isBeside(target: Element): boolean {
    return !this.contains(target) && target.closest('dialog') === null;
  }

  readonly #closeOnEscape = ({ key, defaultPrevented }: KeyboardEvent): void => {
    if (key !== 'Escape' || defaultPrevented || document.querySelector('dialog[open]')) {
      return;
    }
    if (this.#isOpen) {
      this.#show(false);
    } else if (this.contains(document.activeElement)) {
      focusComposer();
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
