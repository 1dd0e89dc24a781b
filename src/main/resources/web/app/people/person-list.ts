import { BaseElement } from '../ui/base-element';
import { openDirect, people, reason } from '../lib/api';
import type { Person } from '../socket/events';
import { PagedList } from '../ui/paged-list';
import { cloneTemplate, drawAvatar, drawPresence, part } from '../lib/dom';
import { t } from '../lib/texts';

/** The list of people, with search. Choosing one opens the direct room with them. */
export class PersonListElement extends BaseElement {
  readonly #list = new PagedList<Person>(
    this,
    {
      page: (after, signal) => people(this.#filter.value.trim(), after, signal),
      draw: drawPerson,
      read: readPerson,
      emptyText: () => t('nobodyOfThatName'),
    },
    this.dataset['next'],
  );

  protected override connected(): void {
    this.listen(this.#filter, 'input', this.#list.reloadSoon);
    this.listen(this.#people, 'click', this.#open);
    this.#list.start(this.connection);
  }

  showPresence(username: string, online: boolean): void {
    const item = this.querySelector<HTMLElement>(`li[data-username="${CSS.escape(username)}"]`);
    if (item) {
      drawPresence(item, online);
    }
  }

  /** Updates who is online after the page was disconnected. */
  async refreshPresence(): Promise<void> {
    const { items } = await people(this.#filter.value.trim(), '');
    items.forEach(({ username, online }) => this.showPresence(username, online));
  }

  readonly #open = ({ target }: MouseEvent): void => {
    const person = this.#list.itemAt(target);
    if (person) {
      void openDirect(person.username).then(
        ({ id }) => location.assign(`/rooms/${id}`),
        (failure: unknown) => this.#list.showNote(reason(failure)),
      );
    }
  };

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #people(): HTMLElement {
    return part(this, 'items');
  }
}

function readPerson(entry: HTMLElement): Person {
  return {
    username: entry.dataset['username'] ?? '',
    displayName: part(entry, 'name').textContent,
    picture: entry.querySelector('img')?.getAttribute('src') ?? null,
    online: entry.hasAttribute('data-online'),
  };
}

function drawPerson(person: Person): HTMLElement {
  const item = cloneTemplate<HTMLElement>('person-template');
  item.setAttribute('data-username', person.username);
  part(item, 'name').textContent = person.displayName;
  part(item, 'username').textContent = person.username;
  drawAvatar(part(item, 'avatar'), person);
  drawPresence(item, person.online);
  return item;
}

customElements.define('person-list', PersonListElement);
