import { openDirect, people, reason } from './api';
import type { Person } from './events';
import { copyOf, drawAvatar, drawPresence, part } from './parts';
import { say } from './texts';

const TYPED_MS = 200;

/** Who is here: found as one types, a page at a time; choosing somebody opens the room of the two. */
export class PersonListElement extends HTMLElement {
  #search = new AbortController();
  #typed: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#filter.addEventListener('input', this.#findSoon);
    this.#more.addEventListener('click', this.#showMore);
    this.#people.addEventListener('click', this.#open);
  }

  disconnectedCallback(): void {
    this.#filter.removeEventListener('input', this.#findSoon);
    this.#more.removeEventListener('click', this.#showMore);
    this.#people.removeEventListener('click', this.#open);
    clearTimeout(this.#typed);
    this.#search.abort();
  }

  showPresence(username: string, online: boolean): void {
    const item = this.querySelector<HTMLElement>(`li[data-username="${CSS.escape(username)}"]`);
    if (item) {
      drawPresence(item, online);
    }
  }

  /** Who came and went while nobody told us. */
  async freshen(): Promise<void> {
    const { items } = await people(this.#filter.value.trim(), '', this.#search.signal);
    items.forEach(({ username, online }) => this.showPresence(username, online));
  }

  readonly #findSoon = (): void => {
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => void this.#fetch(''), TYPED_MS);
  };

  readonly #showMore = (): void => {
    void this.#fetch(this.dataset['next'] ?? '');
  };

  readonly #open = ({ target }: MouseEvent): void => {
    const item = target instanceof Element ? target.closest('li') : null;
    if (item) {
      void openDirect(item.dataset['username'] ?? '').then(
        ({ id }) => location.assign(`/rooms/${id}`),
        (failure: unknown) => this.#say(reason(failure)),
      );
    }
  };

  /** A search that is typed over is given up, so that a late answer cannot take the place of a newer one. */
  async #fetch(after: string): Promise<void> {
    this.#search.abort();
    const search = (this.#search = new AbortController());
    try {
      const { items, next } = await people(this.#filter.value.trim(), after, search.signal);
      this.#draw(items, after === '', next);
    } catch (failure) {
      if (!search.signal.aborted) {
        this.#say(reason(failure));
      }
    }
  }

  #draw(people: readonly Person[], anew: boolean, next: string | null): void {
    const items = people.map((person) => this.#item(person));
    if (anew) {
      this.#people.replaceChildren(...items);
    } else {
      this.#people.append(...items);
      part(items[0] ?? this, 'open').focus();
    }
    this.dataset['next'] = next ?? '';
    this.#more.hidden = next === null;
    this.#say(this.#people.childElementCount === 0 ? say('nobodyOfThatName') : '');
  }

  #item(person: Person): HTMLElement {
    const item = copyOf<HTMLElement>('person-template');
    item.dataset['username'] = person.username;
    part(item, 'name').textContent = person.displayName;
    part(item, 'username').textContent = person.username;
    drawAvatar(part(item, 'avatar'), person);
    drawPresence(item, person.online);
    return item;
  }

  #say(note: string): void {
    part(this, 'note').textContent = note;
  }

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #people(): HTMLElement {
    return part(this, 'people');
  }

  get #more(): HTMLElement {
    return part(this, 'more');
  }
}

customElements.define('person-list', PersonListElement);
