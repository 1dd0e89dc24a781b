import { BaseElement } from './base-element';
import { part } from '../lib/dom';

/** A button with a menu, in which the arrow keys move. A click outside, Escape and each choice close it. */
export class PopMenuElement extends BaseElement {
  protected override connected(): void {
    this.listen(document, 'click', this.#toggle);
    this.listen(this, 'keydown', this.#onKey);
    this.listen(this, 'focusout', this.#onFocusOut);
  }

  readonly #toggle = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element)) {
      return;
    }
    if (this.#button.contains(target)) {
      this.#show(this.#list.hidden);
    } else if (!this.#list.contains(target) || target.closest('button:not([role="switch"]), a')) {
      this.#show(false);
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#list.hidden) {
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#show(false);
      this.#button.focus();
    }
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      this.#moveFocus(event.key === 'ArrowDown' ? 1 : -1);
    }
  };

  /** Tab leaves it. */
  readonly #onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget) && !this.#list.hidden) {
      this.#show(false);
    }
  };

  #moveFocus(by: number): void {
    const items = this.#items;
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + by + items.length) % items.length]?.focus();
  }

  #show(open: boolean): void {
    this.#list.hidden = !open;
    this.#button.ariaExpanded = String(open);
    if (open) {
      this.#items[0]?.focus();
    }
  }

  get #items(): HTMLElement[] {
    const items = this.#list.querySelectorAll<HTMLElement>('button, a, input:checked');
    return [...items].filter((item) => item.checkVisibility());
  }

  get #button(): HTMLElement {
    return part(this, 'menu-button');
  }

  get #list(): HTMLElement {
    return part(this, 'menu-list');
  }
}

customElements.define('pop-menu', PopMenuElement);
