import { BaseElement } from '../ui/base-element';
import { type Hit, reason, room, search } from '../lib/api';
import { showRelativeTime } from '../lib/relative-times';
import { StatusText } from '../ui/status-text';
import { cloneTemplate, part, unambiguousName } from '../lib/dom';
import { focusComposer } from '../composer/composer-focus';
import { isCommandKey, isCharacterKey } from '../ui/shortcuts';
import { t } from '../lib/texts';

const DEBOUNCE_MS = 250;

/** Searches messages while the user types, in a panel next to the rooms. Each result links to its message. */
export class MessageSearchElement extends BaseElement {
  #search = new AbortController();
  #debounce: ReturnType<typeof setTimeout> | undefined;
  #next: string | null = null;
  #returnFocusTo: HTMLElement | null = null;
  readonly #note = new StatusText(() => part(this, 'note'));
  readonly #roomNames = new Map<number, Promise<string>>();

  protected override connected(): void {
    this.listen(document, 'keydown', this.#onShortcut);
    this.listen(document, 'click', this.#onClickOutside);
    this.listen(this, 'focusout', this.#onFocusOut);
    this.listen(this, 'keydown', this.#onKey);
    this.listen(this.#form, 'submit', this.#findNow);
    this.listen(this.#query, 'input', this.#findSoon);
    this.listen(this.#query, 'focus', this.#open);
    this.listen(this.#more, 'click', this.#showMore);
  }

  protected override disconnected(): void {
    clearTimeout(this.#debounce);
    this.#search.abort();
  }

  readonly #onShortcut = (event: KeyboardEvent): void => {
    if (isCharacterKey(event, '/') || isCommandKey(event, 'f', true)) {
      event.preventDefault();
      this.#focus();
    }
  };

  #focus(): void {
    const before = document.activeElement;
    if (before instanceof HTMLElement && !this.contains(before)) {
      this.#returnFocusTo = before === document.body ? null : before;
    }
    if (getComputedStyle(this).visibility === 'hidden') {
      document.querySelector<HTMLElement>('.menu')?.click();
    }
    this.#query.focus();
    this.#query.select();
  }

  readonly #open = (): void => {
    this.#panel.hidden = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !this.#panel.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.#query.blur();
      this.#close();
      this.#returnFocus();
    }
  };

  /** To where it was before the search, or to the composer. */
  #returnFocus(): void {
    this.#returnFocusTo?.focus();
    this.#returnFocusTo = null;
    // A result that had the focus keeps it for a moment after it is hidden.
    if (document.activeElement === document.body || this.contains(document.activeElement)) {
      focusComposer();
    }
  }

  readonly #onClickOutside = ({ target }: MouseEvent): void => {
    const beside = target instanceof Node && !this.contains(target);
    if (beside || (target instanceof Element && target.closest('a'))) {
      this.#close();
    }
  };

  /** The panel covers messages, so it does not stay when the focus moves on. A click on its text moves it nowhere. */
  readonly #onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) {
      this.#returnFocusTo = null;
      this.#close();
    }
  };

  #close(): void {
    this.#panel.hidden = true;
  }

  readonly #findNow = (event: SubmitEvent): void => {
    event.preventDefault();
    clearTimeout(this.#debounce);
    this.#open();
    void this.#fetch('');
  };

  /** "More" is hidden until the new search has results. */
  readonly #findSoon = (): void => {
    clearTimeout(this.#debounce);
    this.#more.hidden = true;
    this.#debounce = setTimeout(() => void this.#fetch(''), DEBOUNCE_MS);
  };

  readonly #showMore = (): void => {
    void this.#fetch(this.#next ?? '');
  };

  /** A newer search cancels this one, so that a late response cannot replace a newer one. */
  async #fetch(after: string): Promise<void> {
    this.#search.abort();
    const asked = (this.#search = new AbortController());
    const q = this.#query.value.trim();
    if (q === '') {
      this.#draw([], after, null, '');
      return;
    }
    this.#note.showWhenSlow(t('searching'));
    try {
      const { items, next } = await search(q, after, asked.signal);
      this.#draw(items, after, next, items.length === 0 && after === '' ? t('nothingFound') : '');
    } catch (failure) {
      if (asked.signal.aborted) {
        return;
      }
      if (after === '') {
        // The results of another search would look like the answer to this one.
        this.#draw([], '', null, reason(failure));
      } else {
        this.#note.show(reason(failure));
      }
    }
  }

  #draw(hits: readonly Hit[], after: string, next: string | null, note: string): void {
    const items = hits.map((hit) => this.#item(hit));
    if (after === '') {
      this.#hits.replaceChildren(...items);
      this.#panel.scrollTop = 0;
    } else {
      this.#hits.append(...items);
      part(items[0] ?? this, 'link').focus();
    }
    this.#next = next;
    this.#more.hidden = next === null;
    this.#note.show(note);
  }

  #item({ message, excerpt }: Hit): HTMLElement {
    const item = cloneTemplate<HTMLElement>('hit-template');
    part<HTMLAnchorElement>(item, 'link').href = `/rooms/${message.room}?at=${message.seq}`;
    part(item, 'author').textContent = unambiguousName(message.author);
    showRelativeTime(part(item, 'time'), message.createdAt);
    // The server has escaped the text; the only element in it is <mark>.
    part(item, 'excerpt').innerHTML = excerpt;
    void this.#nameOf(message.room).then((name) => {
      part(item, 'room').textContent = name;
    });
    return item;
  }

  /** The name of a room from the room list; other rooms are fetched once. */
  #nameOf(id: number): Promise<string> {
    const listed = document.querySelector(`room-list [data-room="${id}"] [data-part="name"]`)?.textContent;
    const known = listed ? Promise.resolve(listed) : this.#roomNames.get(id);
    const name =
      known ??
      room(id).then(
        (found) => found.name,
        () => '',
      );
    this.#roomNames.set(id, name);
    return name;
  }

  get #form(): HTMLFormElement {
    return part(this, 'form');
  }

  get #query(): HTMLInputElement {
    return part(this, 'query');
  }

  get #panel(): HTMLElement {
    return part(this, 'panel');
  }

  get #hits(): HTMLElement {
    return part(this, 'hits');
  }

  get #more(): HTMLElement {
    return part(this, 'more');
  }
}

customElements.define('message-search', MessageSearchElement);
