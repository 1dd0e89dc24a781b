import { BaseElement } from '../ui/base-element';
import { earlierTexts, reason } from '../lib/api';
import { showDistance } from '../lib/distances';
import { fillBody } from './message-article';
import { Note } from '../ui/note';
import { part } from '../lib/dom';
import { say } from '../lib/texts';

/** A dialog with the earlier versions of a message. */
export class MessageTextsElement extends BaseElement {
  protected override connected(): void {
    this.listen(this.#close, 'click', this.#end);
  }

  async show(room: number, seq: number): Promise<void> {
    this.#list.replaceChildren();
    const note = new Note(() => part(this, 'note'));
    note.say('');
    note.sayWhenSlow(say('loading'));
    this.#dialog.showModal();
    try {
      const items = await earlierTexts(room, seq);
      this.#list.replaceChildren(...items.map(({ html, writtenAt }) => textItem(writtenAt, '', html)));
      note.say(items.length === 0 ? say('noEarlierTexts') : '');
    } catch (failure) {
      note.say(reason(failure));
    }
  }

  readonly #end = (): void => this.#dialog.close();

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }

  get #list(): HTMLElement {
    return part(this, 'texts');
  }

  get #close(): HTMLElement {
    return part(this, 'close');
  }
}

/** A list item with a text, its time and its author; the name is empty where it is obvious. */
export function textItem(at: string, author: string, html: string): HTMLElement {
  const entry = document.createElement('li');
  const head = document.createElement('p');
  const who = document.createElement('bdi');
  const time = document.createElement('time');
  const text = document.createElement('div');
  who.textContent = author;
  showDistance(time, at);
  head.className = 'quiet';
  head.append(who, ' ', time);
  text.className = 'message-body';
  fillBody(text, { html, deleted: false });
  entry.append(head, text);
  return entry;
}

customElements.define('message-texts', MessageTextsElement);
