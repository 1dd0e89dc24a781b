import { part } from './parts';

/** What one writes: a new message, an answer to one, or another text for one. */
export type Writing =
  | { readonly as: 'message' }
  | { readonly as: 'reply'; readonly to: number }
  | { readonly as: 'edit'; readonly seq: number };

const NEW: Writing = { as: 'message' };

/** The line above the text box that says what is being written, and the way out of it. */
export class ComposerContext {
  readonly #line: HTMLElement;
  readonly #text: Element;
  readonly cancel: HTMLElement;
  #writing: Writing = NEW;

  constructor(composer: HTMLElement) {
    this.#line = part(composer, 'context');
    this.#text = part(composer, 'context-text');
    this.cancel = part(composer, 'context-cancel');
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
    this.#enter({ as: 'reply', to }, `Reply to ${author}`);
  }

  edit(seq: number): void {
    this.#enter({ as: 'edit', seq }, 'Edit your message');
  }

  leave(): void {
    this.#writing = NEW;
    this.#line.hidden = true;
  }

  #enter(writing: Writing, text: string): void {
    this.#writing = writing;
    this.#text.textContent = text;
    this.#line.hidden = false;
  }
}
