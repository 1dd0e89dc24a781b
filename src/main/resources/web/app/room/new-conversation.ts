import { BaseElement } from '../ui/base-element';
import { people, reason } from '../lib/api';
import type { Person } from '../socket/events';
import { PagedList } from '../ui/paged-list';
import { PanelDialog } from '../ui/panel-dialog';
import { currentUsername } from '../lib/current-user';
import { cloneTemplate, part } from '../lib/dom';
import { openConversation } from './room-api';
import { formatList, t } from '../lib/texts';

/** Chooses several people and opens a group conversation with them. */
export class NewConversationElement extends BaseElement {
  readonly #chosen = new Map<string, Person>();
  readonly #list = new PagedList<Person>(this, {
    page: (after, signal) => this.#page(after, signal),
    draw: (person) => this.#item(person),
    emptyText: () => t('nobodyOfThatName'),
  });
  readonly #dialog = new PanelDialog(this, () => this.#opened());

  protected override connected(): void {
    this.#dialog.start(this.connection);
    this.#list.start(this.connection);
    this.listen(this.#filter, 'input', this.#list.reloadSoon);
    this.listen(part(this, 'items'), 'change', this.#toggle);
    this.listen(this.#form, 'submit', this.#submit);
  }

  #opened(): void {
    this.#chosen.clear();
    this.#filter.value = '';
    this.#showChosen();
    this.#list.reload();
  }

  /** The chosen people stay at the top, whatever is searched for. */
  async #page(after: string, signal: AbortSignal) {
    const { items, next } = await people(this.#filter.value.trim(), after, signal);
    const others = items.filter(({ username }) => username !== currentUsername() && !this.#chosen.has(username));
    return { items: after === '' ? [...this.#chosen.values(), ...others] : others, next };
  }

  #item(person: Person): HTMLElement {
    const item = cloneTemplate<HTMLElement>('choice-template');
    const box = item.querySelector('input') as HTMLInputElement;
    box.value = person.username;
    box.checked = this.#chosen.has(person.username);
    part(item, 'name').textContent = person.displayName;
    part(item, 'username').textContent = person.username;
    return item;
  }

  readonly #toggle = ({ target }: Event): void => {
    const person = this.#list.itemAt(target);
    if (!person) {
      return;
    }
    if ((target as HTMLInputElement).checked) {
      this.#chosen.set(person.username, person);
    } else {
      this.#chosen.delete(person.username);
    }
    this.#showChosen();
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    openConversation([...this.#chosen.values()]).then(
      ({ id }) => location.assign(`/rooms/${id}`),
      (failure: unknown) => this.#list.showNote(reason(failure)),
    );
  };

  #showChosen(): void {
    const names = [...this.#chosen.values()].map(({ displayName }) => displayName);
    part(this, 'chosen').textContent =
      names.length > 0 ? t('withPeople', formatList(names, 'narrow')) : t('nobodySelected');
    part<HTMLButtonElement>(this, 'start').disabled = names.length === 0;
  }

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #form(): HTMLFormElement {
    return part(this, 'form');
  }
}

customElements.define('new-conversation', NewConversationElement);
