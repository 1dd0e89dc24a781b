import { BaseElement } from '../ui/base-element';
import { part } from '../lib/dom';

/** The menu of the open room. */
export class RoomMenuElement extends BaseElement {
  protected override connected(): void {
    this.listen(document, 'click', this.#toggle);
    this.listen(this, 'keydown', this.#onKey);
  }

  /** A click outside closes it, and so does choosing an item. */
  readonly #toggle = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element)) {
      return;
    }
    if (this.#button.contains(target)) {
      this.#show(this.#list.hidden);
    } else if (!this.#list.contains(target) || target.closest('button')) {
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

  #moveFocus(by: number): void {
    const items = [...this.#list.querySelectorAll<HTMLElement>('button:not([hidden]), input:checked')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + by + items.length) % items.length]?.focus();
  }

  #show(open: boolean): void {
    this.#list.hidden = !open;
    this.#button.ariaExpanded = String(open);
    if (open) {
      this.#list.querySelector<HTMLElement>('button:not([hidden])')?.focus();
    }
  }

  get #button(): HTMLElement {
    return part(this, 'menu-button');
  }

  get #list(): HTMLElement {
    return part(this, 'menu-list');
  }
}

customElements.define('room-menu', RoomMenuElement);
