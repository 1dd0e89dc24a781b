import { currentUsername } from '../lib/current-user';
import { part } from '../lib/dom';
import { roomOf } from '../room/room-state';
import { t } from '../lib/texts';

/** What is being written: a new message, a reply, or an edit. */
export type ComposerMode =
  | { readonly as: 'message' }
  | { readonly as: 'reply'; readonly to: number }
  | { readonly as: 'edit'; readonly seq: number };

const NEW_MESSAGE: ComposerMode = { as: 'message' };

/**
 * What is being written, as it is kept in session storage. It holds no text in any language, as the page may be loaded
 * in another one.
 */
interface SavedContext {
  readonly writing: ComposerMode;
  /** The author of the message that is answered. Missing in entries of earlier releases. */
  readonly author?: string;
}

/** The line above the text box that says what is being written, with a button to cancel. It survives a reload. */
export class ComposerContext {
  readonly #line: HTMLElement;
  readonly #text: Element;
  readonly #key: string;
  readonly cancel: HTMLElement;
  #mode: ComposerMode = NEW_MESSAGE;

  constructor(composer: HTMLElement) {
    this.#line = part(composer, 'context');
    this.#text = part(composer, 'context-text');
    this.cancel = part(composer, 'context-cancel');
    this.#key = `writing:${currentUsername()}:${roomOf(composer).id}`;
  }

  /** Restores what was being written when the page was left. */
  restore(): void {
    const kept = sessionStorage.getItem(this.#key);
    if (kept) {
      this.#enter(JSON.parse(kept) as SavedContext);
    }
  }

  get mode(): ComposerMode {
    return this.#mode;
  }

  get editing(): boolean {
    return this.#mode.as === 'edit';
  }

  get replyTo(): number | null {
    return this.#mode.as === 'reply' ? this.#mode.to : null;
  }

  reply(to: number, author: string): void {
    this.#enter({ writing: { as: 'reply', to }, author });
  }

  edit(seq: number): void {
    this.#enter({ writing: { as: 'edit', seq } });
  }

  reset(): void {
    this.#mode = NEW_MESSAGE;
    this.#line.hidden = true;
    sessionStorage.removeItem(this.#key);
  }

  #enter(kept: SavedContext): void {
    this.#mode = kept.writing;
    this.#text.textContent = contextText(kept);
    this.#line.hidden = false;
    sessionStorage.setItem(this.#key, JSON.stringify(kept));
  }
}

function contextText({ writing, author }: SavedContext): string {
  return writing.as === 'reply' ? t('replyTo', author ?? '') : t('editMessage');
}
