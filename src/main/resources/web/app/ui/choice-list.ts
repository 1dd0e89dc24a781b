/** A choice: its label, and a note that distinguishes it from others of that label. */
export interface Choice {
  readonly label: string;
  readonly note: string;
}

/**
 * A list of choices for a text box that keeps the focus: the arrow keys move through the list, and `aria-
 * activedescendant` names the selected choice. The list is a `listbox` that the box names in `aria-controls`.
 */
export class ChoiceList<Offered extends Choice> {
  readonly #box: HTMLElement;
  readonly #list: HTMLElement;
  readonly #choose: (choice: Offered) => void;
  #choices: readonly Offered[] = [];
  #selected = 0;

  /** @param choose called with the choice, made by keyboard or mouse */
  constructor(box: HTMLElement, list: HTMLElement, choose: (choice: Offered) => void) {
    this.#box = box;
    this.#list = list;
    this.#choose = choose;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#list.addEventListener('mousedown', this.#onMouseDown, { signal: connection });
  }

  get isOpen(): boolean {
    return !this.#list.hidden;
  }

  show(choices: readonly Offered[]): void {
    if (choices.length === 0) {
      this.hide();
      return;
    }
    this.#choices = choices;
    this.#list.replaceChildren(...choices.map((choice, at) => option(choice, `${this.#list.id}-${at}`)));
    this.#list.hidden = false;
    this.#setExpanded(true);
    this.#select(0);
  }

  hide(): void {
    this.#choices = [];
    this.#list.hidden = true;
    this.#setExpanded(false);
    this.#box.removeAttribute('aria-activedescendant');
  }

  /** `aria-expanded` is allowed on a combobox only, not on a multi-line text box. */
  #setExpanded(open: boolean): void {
    if (this.#box.role === 'combobox') {
      this.#box.ariaExpanded = String(open);
    }
  }

  /** Handles a key and returns whether it was meant for the list. */
  handleKey({ key, isComposing }: KeyboardEvent): boolean {
    if (!this.isOpen || isComposing) {
      return false;
    }
    switch (key) {
      case 'ArrowDown':
        this.#select(this.#selected + 1);
        return true;
      case 'ArrowUp':
        this.#select(this.#selected - 1);
        return true;
      case 'Enter':
        this.accept();
        return true;
      default:
        return false;
    }
  }

  /** Accepts the selected choice. */
  accept(): void {
    const choice = this.#choices[this.#selected];
    if (choice) {
      this.#choose(choice);
    }
  }

  #select(at: number): void {
    this.#selected = (at + this.#choices.length) % this.#choices.length;
    [...this.#list.children].forEach((item, place) => (item.ariaSelected = String(place === this.#selected)));
    const chosen = this.#list.children[this.#selected];
    chosen?.scrollIntoView({ block: 'nearest' });
    this.#box.setAttribute('aria-activedescendant', chosen?.id ?? '');
  }

  /** On mousedown, as the box would lose the focus before the click. */
  readonly #onMouseDown = (event: MouseEvent): void => {
    event.preventDefault();
    const item = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (item) {
      this.#selected = [...this.#list.children].indexOf(item);
      this.accept();
    }
  };
}

function option({ label, note }: Choice, id: string): HTMLElement {
  const item = document.createElement('li');
  item.role = 'option';
  item.id = id;
  const quiet = document.createElement('span');
  quiet.className = 'quiet';
  quiet.textContent = note;
  item.append(label, ' ', quiet);
  return item;
}
