import { BaseElement } from '../ui/base-element';
import { openDirect, people, reason } from '../lib/api';
import { type Choice, ChoiceList } from '../ui/choice-list';
import type { Person, Room } from '../socket/events';
import { PanelDialog } from '../ui/panel-dialog';
import { currentUsername } from '../lib/current-user';
import { part } from '../lib/dom';
import { rooms } from '../room/room-api';
import { isCommandKey } from '../ui/shortcuts';

const DEBOUNCE_MS = 120;
const MAX_CHOICES = 12;

interface Destination extends Choice {
  /** Resolves with its path; a direct room may have to be created first. */
  readonly path: () => Promise<string>;
}

/**
 * Ctrl+K: opens a room or a direct room by a part of the name. The user's rooms come first; without a search they are
 * listed by activity.
 */
export class QuickSwitcherElement extends BaseElement {
  readonly #dialog = new PanelDialog(this, () => this.#opened());
  #choices!: ChoiceList<Destination>;
  #search = new AbortController();
  #debounce: ReturnType<typeof setTimeout> | undefined;

  protected override connected(): void {
    this.#choices = new ChoiceList(this.#filter, part(this, 'items'), (choice) => void this.#go(choice));
    this.#choices.start(this.connection);
    this.#dialog.start(this.connection);
    this.listen(document, 'keydown', this.#onShortcut);
    this.listen(this.#filter, 'input', this.#findSoon);
    this.listen(this.#filter, 'keydown', this.#onKey);
  }

  protected override disconnected(): void {
    clearTimeout(this.#debounce);
    this.#search.abort();
  }

  readonly #onShortcut = (event: KeyboardEvent): void => {
    if (isCommandKey(event, 'k')) {
      event.preventDefault();
      this.#dialog.open();
    }
  };

  #opened(): void {
    this.#filter.value = '';
    this.#filter.focus();
    this.#choices.hide();
    void this.#find();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#choices.handleKey(event)) {
      event.preventDefault();
    }
  };

  readonly #findSoon = (): void => {
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.#find(), DEBOUNCE_MS);
  };

  /** A newer search cancels this one, so that a late response cannot replace a newer one. */
  async #find(): Promise<void> {
    this.#search.abort();
    const search = (this.#search = new AbortController());
    try {
      const found = await this.#destinations(this.#filter.value.trim(), search.signal);
      this.#choices.show(found.slice(0, MAX_CHOICES));
      this.#note.textContent = found.length === 0 ? (this.#note.dataset['nothing'] ?? '') : '';
    } catch (failure) {
      if (!search.signal.aborted) {
        this.#note.textContent = reason(failure);
      }
    }
  }

  async #destinations(typed: string, signal: AbortSignal): Promise<Destination[]> {
    const mine = rooms('mine', typed, '', signal);
    if (typed === '') {
      return (await mine).items.map(toRoom);
    }
    const [own, all, persons] = await Promise.all([mine, rooms('all', typed, '', signal), people(typed, '', signal)]);
    const direct = new Set(own.items.map((room) => room.with));
    return [
      ...own.items.map(toRoom),
      ...persons.items.filter(({ username }) => username !== currentUsername() && !direct.has(username)).map(toPerson),
      ...all.items.filter(({ member }) => !member).map(toRoom),
    ];
  }

  async #go({ path }: Destination): Promise<void> {
    try {
      location.assign(await path());
    } catch (failure) {
      this.#note.textContent = reason(failure);
    }
  }

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #note(): HTMLElement {
    return part(this, 'note');
  }
}

function toRoom({ id, name, topic, with: other }: Room): Destination {
  return { label: name, note: other ? `@${other}` : topic, path: () => Promise.resolve(`/rooms/${id}`) };
}

function toPerson({ username, displayName }: Person): Destination {
  return {
    label: displayName,
    note: `@${username}`,
    path: async () => `/rooms/${(await openDirect(username)).id}`,
  };
}

customElements.define('quick-switcher', QuickSwitcherElement);
