import { part, reader } from './parts';
import { signal } from './signals';

/** Where the tab keeps the half-written text of a room, for whom the page was made. */
export const draftKey = (room: number) => `draft:${reader()}:${room}`;

/** Where one writes. It sends on Enter, breaks the line on Shift+Enter, and keeps a half-written text with the tab. */
export class MessageComposerElement extends HTMLElement {
  connectedCallback(): void {
    this.#text.addEventListener('keydown', this.#sendOnEnter);
    this.#text.addEventListener('input', this.#changed);
    this.#form.addEventListener('submit', this.#send);
    this.#put(sessionStorage.getItem(this.#draftKey) ?? this.#text.value);
    this.#form.hidden = !this.#closed.hidden;
  }

  disconnectedCallback(): void {
    this.#text.removeEventListener('keydown', this.#sendOnEnter);
    this.#text.removeEventListener('input', this.#changed);
    this.#form.removeEventListener('submit', this.#send);
  }

  /** A text that was refused comes back, before what has been typed since. */
  giveBack(body: string, why: string): void {
    this.#put([body, this.#text.value].filter(Boolean).join('\n'));
    this.#problem.textContent = why;
    this.#text.focus();
  }

  /** Nothing more can be written here, and why. */
  close(why: string): void {
    this.#form.hidden = true;
    this.#closed.hidden = false;
    this.#closed.textContent = why;
  }

  open(): void {
    this.#form.hidden = false;
    this.#closed.hidden = true;
  }

  readonly #sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
  };

  readonly #send = (event: Event): void => {
    event.preventDefault();
    const body = this.#text.value.trim();
    this.#text.focus();
    if (body) {
      this.#put('');
      signal(this, 'composer:send', { body });
    }
  };

  readonly #changed = (): void => {
    this.#remember();
    if (this.#text.value) {
      signal(this, 'composer:typed', undefined);
    }
  };

  #put(text: string): void {
    this.#text.value = text;
    this.#remember();
  }

  #remember(): void {
    this.#problem.textContent = '';
    sessionStorage.setItem(this.#draftKey, this.#text.value);
    this.#grow();
  }

  /** For browsers without `field-sizing`; the style sheet holds the upper bound for all of them. */
  #grow(): void {
    if (!CSS.supports('field-sizing', 'content')) {
      this.#text.style.height = 'auto';
      this.#text.style.height = `${this.#text.scrollHeight}px`;
    }
  }

  get #draftKey(): string {
    return draftKey(Number(this.dataset['room']));
  }

  get #text(): HTMLTextAreaElement {
    return part(this, 'text');
  }

  get #form(): HTMLFormElement {
    return part(this, 'form');
  }

  get #problem(): HTMLElement {
    return part(this, 'problem');
  }

  get #closed(): HTMLElement {
    return part(this, 'closed');
  }
}

/**
 * The Enter that ends the choice of a character, in languages that are typed so, ends only that. Safari says it with the
 * key code alone, as there the composition is over before the key is told.
 */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

customElements.define('message-composer', MessageComposerElement);
