import { BaseElement } from '../ui/base-element';
import { messageVersions, reason } from '../lib/api';
import { showRelativeTime } from '../lib/relative-times';
import { fillBody } from './message-article';
import { StatusText } from '../ui/status-text';
import { part } from '../lib/dom';
import { t } from '../lib/texts';

/** A dialog with the earlier versions of a message. */
export class MessageVersionsElement extends BaseElement {
  protected override connected(): void {
    this.listen(this.#close, 'click', this.#closeDialog);
  }

  async show(room: number, seq: number): Promise<void> {
    this.#list.replaceChildren();
    const note = new StatusText(() => part(this, 'note'));
    note.show('');
    note.showWhenSlow(t('loading'));
    this.#dialog.showModal();
    try {
      const items = await messageVersions(room, seq);
      this.#list.replaceChildren(...items.map(({ html, writtenAt }) => textItem(writtenAt, '', html)));
      note.show(items.length === 0 ? t('noEarlierVersions') : '');
    } catch (failure) {
      note.show(reason(failure));
    }
  }

  readonly #closeDialog = (): void => this.#dialog.close();

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
  showRelativeTime(time, at);
  head.className = 'quiet';
  head.append(who, ' ', time);
  text.className = 'message-body';
  fillBody(text, { html, deleted: false });
  entry.append(head, text);
  return entry;
}

customElements.define('message-versions', MessageVersionsElement);
