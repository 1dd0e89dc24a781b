import { people } from '../lib/api';
import { type Choice, ChoiceList } from '../ui/choice-list';
import { type CompletionQuery, completionQueryAt } from './completion';
import { emojiGroups, findEmoji } from './emoji-list';
import type { Author } from '../socket/events';
import { currentUsername } from '../lib/current-user';
import { part } from '../lib/dom';
import { members } from '../room/room-api';
import { type RoomState, roomOf } from '../room/room-state';
import { t } from '../lib/texts';

const MAX_CHOICES = 8;
const DEBOUNCE_MS = 120;

interface Completion extends Choice {
  /** Inserted into the text. */
  readonly text: string;
}

/** Completes names and emoji in a text box: Enter or Tab accepts a choice, Escape closes the list. */
export class CompletionList {
  readonly #text: HTMLTextAreaElement;
  readonly #room: RoomState;
  readonly #choices: ChoiceList<Completion>;
  #query: CompletionQuery | null = null;
  #search = new AbortController();
  #debounce: ReturnType<typeof setTimeout> | undefined;

  constructor(composer: HTMLElement) {
    this.#text = part(composer, 'text');
    this.#room = roomOf(composer);
    this.#choices = new ChoiceList(this.#text, part(composer, 'choices'), (choice) => this.#complete(choice));
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#text.addEventListener('input', this.#onInput, { signal: connection });
    this.#text.addEventListener('blur', this.close, { signal: connection });
    this.#choices.start(connection);
    connection.addEventListener('abort', this.close);
  }

  /** Handles a key and returns whether it was meant for the list. */
  handleKey(event: KeyboardEvent): boolean {
    if (this.#choices.handleKey(event)) {
      return true;
    }
    if (event.key === 'Escape' && this.#query && !event.isComposing) {
      this.close();
      return true;
    }
    if (!this.#choices.isOpen || event.isComposing) {
      return false;
    }
    if (event.key === 'Tab') {
      this.#choices.accept();
      return true;
    }
    return false;
  }

  readonly close = (): void => {
    clearTimeout(this.#debounce);
    this.#search.abort();
    this.#choices.hide();
    this.#query = null;
  };

  readonly #onInput = (): void => {
    this.close();
    this.#query = completionQueryAt(this.#text.value, this.#text.selectionStart);
    if (this.#query) {
      this.#debounce = setTimeout(() => void this.#find(), DEBOUNCE_MS);
    }
  };

  /** A newer search cancels this one. If the server does not answer, no choices are shown. */
  async #find(): Promise<void> {
    const beginning = this.#query;
    const search = (this.#search = new AbortController());
    const choices = beginning ? await this.#choicesFor(beginning, search.signal).catch(() => []) : [];
    if (!search.signal.aborted) {
      this.#choices.show(choices);
    }
  }

  async #choicesFor({ kind, typed }: CompletionQuery, signal: AbortSignal): Promise<readonly Completion[]> {
    if (kind === 'emoji') {
      return findEmoji(await emojiGroups(), typed, MAX_CHOICES).map(({ emoji, name }) => ({
        text: emoji,
        label: `${emoji} ${name.replaceAll('_', ' ')}`,
        note: `:${name}:`,
      }));
    }
    const found = await this.#findPeople(typed, signal);
    const all = this.#room.can('mention-all') && 'room'.startsWith(typed.toLowerCase()) ? [everyone()] : [];
    const persons = found.map(({ username, displayName }) => ({
      text: `@${username}`,
      label: displayName,
      note: username,
    }));
    return [...all, ...persons].slice(0, MAX_CHOICES);
  }

  /** Members of the room come before everyone else. */
  async #findPeople(typed: string, signal: AbortSignal): Promise<readonly Author[]> {
    const [here, anywhere] = await Promise.all([members(this.#room.id, typed, '', signal), people(typed, '', signal)]);
    const names = new Set(here.items.map(({ username }) => username));
    const others = anywhere.items.filter(({ username }) => !names.has(username));
    return [...here.items, ...others].filter(({ username }) => username !== currentUsername());
  }

  #complete({ text }: Completion): void {
    if (this.#query) {
      this.#text.setRangeText(`${text} `, this.#query.start, this.#text.selectionStart, 'end');
      this.#text.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.close();
  }
}

const everyone = (): Completion => ({ text: '@room', label: t('notifyEveryone'), note: 'room' });
