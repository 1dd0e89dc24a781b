import { people } from './api';
import { type Beginning, beginningAt } from './completion';
import { emojiGroups, findEmoji } from './emoji-list';
import type { Author } from './events';
import { part, reader } from './parts';
import { members } from './room-calls';
import { mayCallAll } from './standing';

const MOST = 8;
const TYPED_MS = 120;

interface Choice {
  /** What is put into the text. */
  readonly text: string;
  readonly label: string;
  readonly note: string;
}

/**
 * Completes names and emoji in a text box: a list of choices above it that the arrows move through, Enter or Tab takes, and
 * Escape closes. The box keeps the focus, and says by its attributes which choice is meant.
 */
export class CompletionList {
  readonly #text: HTMLTextAreaElement;
  readonly #list: HTMLElement;
  readonly #room: number;
  #beginning: Beginning | null = null;
  #choices: readonly Choice[] = [];
  #chosen = 0;
  #search = new AbortController();
  #typed: ReturnType<typeof setTimeout> | undefined;

  constructor(composer: HTMLElement) {
    this.#text = part(composer, 'text');
    this.#list = part(composer, 'choices');
    this.#room = Number(composer.dataset['room']);
  }

  start(): void {
    this.#text.addEventListener('input', this.#look);
    this.#text.addEventListener('blur', this.close);
    this.#list.addEventListener('mousedown', this.#clicked);
  }

  stop(): void {
    this.#text.removeEventListener('input', this.#look);
    this.#text.removeEventListener('blur', this.close);
    this.#list.removeEventListener('mousedown', this.#clicked);
    this.close();
  }

  /** Says whether the key was meant for the list. */
  takes(event: KeyboardEvent): boolean {
    if (this.#list.hidden || event.isComposing) {
      return false;
    }
    switch (event.key) {
      case 'ArrowDown':
        this.#choose(this.#chosen + 1);
        return true;
      case 'ArrowUp':
        this.#choose(this.#chosen - 1);
        return true;
      case 'Enter':
      case 'Tab':
        this.#complete(this.#chosen);
        return true;
      case 'Escape':
        this.close();
        return true;
      default:
        return false;
    }
  }

  readonly close = (): void => {
    clearTimeout(this.#typed);
    this.#search.abort();
    this.#list.hidden = true;
    this.#text.ariaExpanded = 'false';
    this.#text.removeAttribute('aria-activedescendant');
  };

  readonly #look = (): void => {
    this.close();
    this.#beginning = beginningAt(this.#text.value, this.#text.selectionStart);
    if (this.#beginning) {
      this.#typed = setTimeout(() => void this.#find(), TYPED_MS);
    }
  };

  /** A search that is typed over is given up; where the service does not answer, one types on without help. */
  async #find(): Promise<void> {
    const beginning = this.#beginning;
    const search = (this.#search = new AbortController());
    const choices = beginning ? await this.#choicesFor(beginning, search.signal).catch(() => []) : [];
    if (!search.signal.aborted && choices.length > 0) {
      this.#show(choices);
    }
  }

  async #choicesFor({ kind, typed }: Beginning, signal: AbortSignal): Promise<readonly Choice[]> {
    if (kind === 'emoji') {
      return findEmoji(await emojiGroups(), typed, MOST).map(({ emoji, name }) => ({
        text: emoji,
        label: `${emoji} ${name.replaceAll('_', ' ')}`,
        note: `:${name}:`,
      }));
    }
    const found = await this.#persons(typed, signal);
    const all = mayCallAll() && 'room'.startsWith(typed.toLowerCase()) ? [everyone] : [];
    const persons = found.map(({ username, displayName }) => ({
      text: `@${username}`,
      label: displayName,
      note: username,
    }));
    return [...all, ...persons].slice(0, MOST);
  }

  /** Whoever is in the room stands before everyone else. */
  async #persons(typed: string, signal: AbortSignal): Promise<readonly Author[]> {
    const [here, anywhere] = await Promise.all([members(this.#room, typed, '', signal), people(typed, '', signal)]);
    const names = new Set(here.items.map(({ username }) => username));
    const others = anywhere.items.filter(({ username }) => !names.has(username));
    return [...here.items, ...others].filter(({ username }) => username !== reader());
  }

  #show(choices: readonly Choice[]): void {
    this.#choices = choices;
    this.#list.replaceChildren(...choices.map((choice, at) => item(choice, `${this.#list.id}-${at}`)));
    this.#list.hidden = false;
    this.#text.ariaExpanded = 'true';
    this.#choose(0);
  }

  #choose(at: number): void {
    this.#chosen = (at + this.#choices.length) % this.#choices.length;
    [...this.#list.children].forEach((item, place) => (item.ariaSelected = String(place === this.#chosen)));
    const chosen = this.#list.children[this.#chosen];
    chosen?.scrollIntoView({ block: 'nearest' });
    this.#text.setAttribute('aria-activedescendant', chosen?.id ?? '');
  }

  #complete(at: number): void {
    const choice = this.#choices[at];
    if (choice && this.#beginning) {
      this.#text.setRangeText(`${choice.text} `, this.#beginning.start, this.#text.selectionStart, 'end');
      this.#text.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.close();
  }

  /** On the press, as the release comes after the box has lost the focus. */
  readonly #clicked = (event: MouseEvent): void => {
    event.preventDefault();
    const item = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (item) {
      this.#complete([...this.#list.children].indexOf(item));
    }
  };
}

const everyone: Choice = { text: '@room', label: 'Everyone here', note: 'room' };

function item({ label, note }: Choice, id: string): HTMLElement {
  const option = document.createElement('li');
  option.role = 'option';
  option.id = id;
  const quiet = document.createElement('span');
  quiet.className = 'quiet';
  quiet.textContent = note;
  option.append(label, ' ', quiet);
  return option;
}
