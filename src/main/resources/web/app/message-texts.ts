import { earlierTexts, pins, reason } from './api';
import { showTime } from './dates';
import type { Message } from './events';
import { fillBody } from './message-article';
import { part } from './parts';

/** A dialog with texts of a room: what a message said before, or what is pinned. */
export class MessageTextsElement extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('click', this.#openPins);
    this.#close.addEventListener('click', this.#end);
    this.#list.addEventListener('click', this.#followed);
  }

  disconnectedCallback(): void {
    document.removeEventListener('click', this.#openPins);
    this.#close.removeEventListener('click', this.#end);
    this.#list.removeEventListener('click', this.#followed);
  }

  /** What a message said before it was edited. */
  async show(room: number, seq: number): Promise<void> {
    await this.#open('Earlier versions', 'There are none.', async () =>
      (await earlierTexts(room, seq)).items.map(({ html, writtenAt }) => item(writtenAt, '', html)),
    );
  }

  async showPins(room: number): Promise<void> {
    await this.#open('Pinned messages', 'Nothing is pinned here.', async () => (await pins(room)).items.map(pinned));
  }

  readonly #openPins = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest('[data-opens="pinned-messages"]')) {
      void this.showPins(Number(this.dataset['room']));
    }
  };

  async #open(title: string, none: string, items: () => Promise<HTMLElement[]>): Promise<void> {
    part(this, 'title').textContent = title;
    this.#list.replaceChildren();
    this.#note.textContent = 'Loading…';
    this.#dialog.showModal();
    try {
      this.#list.replaceChildren(...(await items()));
      this.#note.textContent = this.#list.childElementCount === 0 ? none : '';
    } catch (failure) {
      this.#note.textContent = reason(failure);
    }
  }

  readonly #end = (): void => this.#dialog.close();

  /** Whoever follows a link to a message wants to see it. */
  readonly #followed = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest('a')) {
      this.#dialog.close();
    }
  };

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }

  get #list(): HTMLElement {
    return part(this, 'texts');
  }

  get #note(): HTMLElement {
    return part(this, 'note');
  }

  get #close(): HTMLElement {
    return part(this, 'close');
  }
}

function pinned({ room, seq, author, html, createdAt }: Message): HTMLElement {
  const entry = item(createdAt, author.displayName, html);
  const link = document.createElement('a');
  link.href = `/rooms/${room}?at=${seq}`;
  link.textContent = 'Go to the message';
  entry.append(link);
  return entry;
}

function item(at: string, author: string, html: string): HTMLElement {
  const entry = document.createElement('li');
  const head = document.createElement('p');
  const time = document.createElement('time');
  const text = document.createElement('div');
  showTime(time, at);
  time.textContent = time.title;
  head.className = 'quiet';
  head.append(...(author ? [author, ', '] : []), time);
  text.className = 'message-body';
  fillBody(text, { html, deleted: false });
  entry.append(head, text);
  return entry;
}

customElements.define('message-texts', MessageTextsElement);
