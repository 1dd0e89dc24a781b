import { reader } from '../lib/current-user';
import { part } from '../lib/dom';
import { roomOf } from '../room/room-state';
import { say } from '../lib/texts';

/** What is being written: a new message, a reply, or an edit. */
export type Writing =
  | { readonly as: 'message' }
  | { readonly as: 'reply'; readonly to: number }
  | { readonly as: 'edit'; readonly seq: number };

const NEW: Writing = { as: 'message' };

/**
 * What is being written, as it is kept in session storage. It holds no text in any language, as the page may be loaded
 * in another one.
 */
interface Kept {
  readonly writing: Writing;
  /** The author of the message that is answered. Missing in entries of earlier releases. */
  readonly author?: string;
}

/** The line above the text box that says what is being written, with a button to cancel. It survives a reload. */
export class ComposerContext {
  readonly #line: HTMLElement;
  readonly #text: Element;
  readonly #key: string;
  readonly cancel: HTMLElement;
  #writing: Writing = NEW;

  constructor(composer: HTMLElement) {
    this.#line = part(composer, 'context');
    this.#text = part(composer, 'context-text');
    this.cancel = part(composer, 'context-cancel');
    this.#key = `writing:${reader()}:${roomOf(composer).id}`;
  }

  /** Restores what was being written when the page was left. */
  restore(): void {
    const kept = sessionStorage.getItem(this.#key);
    if (kept) {
      this.#enter(JSON.parse(kept) as Kept);
    }
  }

  get writing(): Writing {
    return this.#writing;
  }

  get editing(): boolean {
    return this.#writing.as === 'edit';
  }

  get replyTo(): number | null {
    return this.#writing.as === 'reply' ? this.#writing.to : null;
  }

  reply(to: number, author: string): void {
    this.#enter({ writing: { as: 'reply', to }, author });
  }

  edit(seq: number): void {
    this.#enter({ writing: { as: 'edit', seq } });
  }

  leave(): void {
    this.#writing = NEW;
    this.#line.hidden = true;
    sessionStorage.removeItem(this.#key);
  }

  #enter(kept: Kept): void {
    this.#writing = kept.writing;
    this.#text.textContent = lineOf(kept);
    this.#line.hidden = false;
    sessionStorage.setItem(this.#key, JSON.stringify(kept));
  }
}

function lineOf({ writing, author }: Kept): string {
  return writing.as === 'reply' ? say('replyTo', author ?? '') : say('editMessage');
}
