import { BaseElement } from '../ui/base-element';
import { closeOnEscape } from '../ui/dialog-focus';
import { groupTitle } from './emoji-groups';
import { type EmojiEntry, type EmojiGroup, emojiGroups, findEmoji } from './emoji-list';
import { part } from '../lib/dom';
import { t } from '../lib/texts';

const MAX_FOUND = 60;
const MAX_RECENT = 16;
const RECENT_KEY = 'emoji:recent';

/** A dialog to choose an emoji: by group, by search, or from those chosen recently. */
export class EmojiPickerElement extends BaseElement {
  #groups: readonly EmojiGroup[] = [];
  #chosen: string | null = null;

  protected override connected(): void {
    this.listen(this.#filter, 'input', this.#draw);
    this.listen(this.#filter, 'keydown', this.#onFilterKey);
    this.listen(this.#grid, 'click', this.#choose);
    this.listen(this.#grid, 'keydown', this.#onGridKey);
    closeOnEscape(this.#dialog, this.connection);
  }

  /** Opens the dialog and resolves with the chosen emoji; null if none was chosen. */
  async pick(): Promise<string | null> {
    this.#chosen = null;
    this.#filter.value = '';
    this.#dialog.showModal();
    const closed = new Promise((end) => this.#dialog.addEventListener('close', end, { once: true }));
    this.#groups = await emojiGroups().catch(() => []);
    this.#draw();
    await closed;
    return this.#chosen;
  }

  readonly #draw = (): void => {
    const typed = this.#filter.value.trim().replace(/^:|:$/g, '');
    const groups = typed ? [{ name: t('emojiFound'), entries: findEmoji(this.#groups, typed, MAX_FOUND) }] : this.#all;
    this.#grid.replaceChildren(...groups.filter(({ entries }) => entries.length > 0).map(groupSection));
    this.#buttons[0]?.setAttribute('tabindex', '0');
    part(this, 'none').hidden = this.#buttons.length > 0;
  };

  get #all(): readonly EmojiGroup[] {
    const known = new Map(this.#groups.flatMap(({ entries }) => entries.map((entry) => [entry.emoji, entry])));
    const recent = recentEmoji().flatMap((emoji) => known.get(emoji) ?? []);
    const groups = this.#groups.map(({ name, entries }) => ({ name: groupTitle(name), entries }));
    return [{ name: t('frequentEmoji'), entries: recent }, ...groups];
  }

  readonly #onFilterKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#buttons[0]?.click();
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.#focus(this.#buttons[0]);
    }
  };

  readonly #choose = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button') : null;
    if (button) {
      this.#chosen = button.textContent;
      addRecent(this.#chosen);
      this.#dialog.close();
    }
  };

  /** A roving tab stop: Tab reaches one button, the arrow keys move between them. */
  readonly #onGridKey = (event: KeyboardEvent): void => {
    const from = document.activeElement;
    if (!(from instanceof HTMLElement) || !event.key.startsWith('Arrow')) {
      return;
    }
    event.preventDefault();
    const buttons = this.#buttons;
    const at = buttons.indexOf(from as HTMLButtonElement);
    const onward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const isAside = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    const aside = event.key === onward ? at + 1 : at - 1;
    this.#focus(buttons[isAside ? aside : nearestInRow(buttons, at, event.key)]);
  };

  #focus(button: HTMLElement | undefined): void {
    if (button) {
      this.#buttons.forEach((other) => (other.tabIndex = other === button ? 0 : -1));
      button.focus();
    }
  }

  get #buttons(): HTMLButtonElement[] {
    return [...this.#grid.querySelectorAll('button')];
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #grid(): HTMLElement {
    return part(this, 'grid');
  }
}

/** The nearest button in the row above or below. */
function nearestInRow(buttons: readonly HTMLElement[], at: number, key: string): number {
  const { left, top } = (buttons[at] as HTMLElement).getBoundingClientRect();
  const step = key === 'ArrowDown' ? 1 : -1;
  let next = at + step;
  while (buttons[next] && buttons[next]?.getBoundingClientRect().top === top) {
    next += step;
  }
  const row = buttons[next]?.getBoundingClientRect().top;
  const inRow = buttons
    .map((button, place) => ({ place, box: button.getBoundingClientRect() }))
    .filter(({ box }) => box.top === row);
  inRow.sort((one, other) => Math.abs(one.box.left - left) - Math.abs(other.box.left - left));
  return inRow[0]?.place ?? at;
}

function groupSection({ name, entries }: EmojiGroup): HTMLElement {
  const group = document.createElement('section');
  const title = document.createElement('h3');
  title.textContent = name;
  const grid = document.createElement('div');
  grid.className = 'picker-grid';
  grid.append(...entries.map(button));
  group.append(title, grid);
  return group;
}

function button({ emoji, name }: EmojiEntry): HTMLElement {
  const choice = document.createElement('button');
  choice.type = 'button';
  choice.tabIndex = -1;
  choice.textContent = emoji;
  // The short name between colons is English, and a single word.
  choice.title = document.documentElement.lang === 'en' ? `:${name}:` : name;
  choice.ariaLabel = name.replaceAll('_', ' ');
  return choice;
}

function recentEmoji(): string[] {
  return (localStorage.getItem(RECENT_KEY) ?? '').split(' ').filter(Boolean);
}

/** An emoji can be chosen even if the browser cannot store it as recent. */
function addRecent(emoji: string): void {
  try {
    localStorage.setItem(
      RECENT_KEY,
      [emoji, ...recentEmoji().filter((other) => other !== emoji)].slice(0, MAX_RECENT).join(' '),
    );
  } catch {
    return;
  }
}

customElements.define('emoji-picker', EmojiPickerElement);
