import { BaseElement } from '../ui/base-element';
import { reason } from '../lib/api';
import type { Attachment } from '../socket/events';
import { bytesOf, sizeInWords } from '../lib/file-size';
import { reader } from '../lib/current-user';
import { copyOf, part } from '../lib/dom';
import { say, sayCount } from '../lib/texts';
import { roomOf } from '../room/room-state';
import { isTooLarge, upload } from './upload';

/** The limit of the server for one message. */
const MOST_FILES = 10;
/** Uploads at the same time; the others wait. */
const MOST_AT_ONCE = 2;

/** The key in session storage of the files for the next message of a room, for the user of this page. */
export const filesKey = (room: number) => `files:${reader()}:${room}`;

/** A file for the next message: waiting, being uploaded, uploaded, or failed. */
interface Item {
  readonly element: HTMLElement;
  readonly file: File | null;
  readonly stop: AbortController;
  state: 'waiting' | 'moving' | 'there' | 'failed';
  attachment: Attachment | null;
}

/**
 * The files for the next message. They are added by the button, by pasting, or by dropping them on the chat, and are
 * uploaded immediately. A message that is sent meanwhile waits for them. Uploaded files survive a reload, as the text
 * does.
 */
export class FileStripElement extends BaseElement {
  #items: Item[] = [];
  #sendWhenThere = false;
  /** Whether it was in the page before. Uploads continue while the room is not open. */
  #wasHere = false;

  protected override connected(): void {
    this.listen(this.#attach, 'click', this.#choose);
    this.listen(this.#choice, 'change', this.#chosen);
    this.listen(this.#composer, 'paste', this.#paste);
    this.listen(this.#chat, 'dragover', this.#offer);
    this.listen(this.#chat, 'dragleave', this.#withdraw);
    this.listen(this.#chat, 'drop', this.#drop);
    this.listen(this.#list, 'click', this.#act);
    if (this.#wasHere) {
      this.#settle();
    } else {
      this.#wasHere = true;
      this.restore(this.#remembered());
    }
  }

  /**
   * Whether the message cannot be sent yet. It is sent by itself when all files are uploaded; if one failed, the user
   * decides.
   */
  get holdsUp(): boolean {
    this.#sendWhenThere = this.#items.some(({ state }) => state === 'waiting' || state === 'moving');
    const failed = this.#items.some(({ state }) => state === 'failed');
    if (failed) {
      this.#say(say('filesFailed'));
    } else if (this.#sendWhenThere) {
      this.#say(say('filesHoldUp'));
    }
    return failed || this.#sendWhenThere;
  }

  /** Cancels the automatic send of a message that waits for its files, as its text was replaced by another. */
  waitForWord(): void {
    this.#sendWhenThere = false;
    this.#say('');
  }

  get any(): boolean {
    return this.#items.length > 0;
  }

  /** Returns the uploaded files for a message and removes them from the list. */
  take(): readonly Attachment[] {
    const files = this.#there;
    this.#items.forEach(({ element }) => element.remove());
    this.#items = [];
    this.#settle();
    return files;
  }

  /** Puts back the uploaded files of a message that was not sent. */
  restore(files: readonly Attachment[]): void {
    files.forEach((file) => this.#show(file.name, file.size, null, file));
    this.#settle();
  }

  readonly #choose = (): void => this.#choice.click();

  readonly #chosen = (): void => {
    this.#add([...(this.#choice.files ?? [])]);
    this.#choice.value = '';
  };

  /** Pasted text stays text, though some programs add a picture of it. */
  readonly #paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData;
    if (pasted && pasted.files.length > 0 && !pasted.types.includes('text/plain')) {
      event.preventDefault();
      this.#add([...pasted.files]);
    }
  };

  readonly #offer = (event: DragEvent): void => {
    if (this.#open && event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.#chat.toggleAttribute('data-dropping', true);
    }
  };

  readonly #withdraw = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node && this.#chat.contains(event.relatedTarget))) {
      this.#chat.removeAttribute('data-dropping');
    }
  };

  readonly #drop = (event: DragEvent): void => {
    this.#chat.removeAttribute('data-dropping');
    if (this.#open && event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.#add([...event.dataTransfer.files]);
    }
  };

  readonly #act = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    const item = this.#items.find(({ element }) => button && element.contains(button));
    if (item && button?.matches('[data-part="retry"]')) {
      this.#wait(item);
    } else if (item) {
      this.#remove(item);
    }
  };

  #add(files: readonly File[]): void {
    const room = MOST_FILES - this.#items.length;
    files.slice(0, room).forEach((file) => this.#wait(this.#show(file.name, file.size, file, null)));
    if (files.length > room) {
      this.#say(sayCount('filesLeftOut', MOST_FILES));
    }
    part(this.#composer, 'text').focus();
  }

  #show(name: string, size: number, file: File | null, attachment: Attachment | null): Item {
    const element = copyOf<HTMLElement>('sending-template');
    part(element, 'name').textContent = name;
    part(element, 'size').textContent = sizeInWords(size);
    part(element, 'remove').ariaLabel = say('removeFile', name);
    part(element, 'progress').ariaLabel = say('fileMoves', name);
    const item: Item = {
      element,
      file,
      attachment,
      stop: new AbortController(),
      state: attachment ? 'there' : 'waiting',
    };
    this.#items.push(item);
    this.#list.append(element);
    this.#draw(item, '');
    return item;
  }

  #wait(item: Item): void {
    if (item.file && item.file.size > this.#largest) {
      this.#draw(item, say('fileAtMost', sizeInWords(this.#largest)), 'failed');
    } else {
      this.#draw(item, '', 'waiting');
    }
    this.#settle();
  }

  async #move(item: Item, file: File): Promise<void> {
    this.#draw(item, '', 'moving');
    const progress = part<HTMLProgressElement>(item.element, 'progress');
    try {
      item.attachment = await upload(this.#room, file, (moved) => (progress.value = moved), item.stop.signal);
      this.#draw(item, '', 'there');
    } catch (failure) {
      this.#draw(item, isTooLarge(failure) ? say('fileTooLarge') : reason(failure), 'failed');
    }
    this.#settle();
  }

  /**
   * After each change: starts the next uploads, stores the uploaded files, and sends the message that waits for them.
   */
  #settle(): void {
    const moving = this.#items.filter(({ state }) => state === 'moving').length;
    const next = this.#items.filter(({ state }) => state === 'waiting').slice(0, MOST_AT_ONCE - moving);
    next.forEach((item) => void this.#move(item, item.file as File));
    sessionStorage.setItem(this.#key, JSON.stringify(this.#there));
    if (
      this.#sendWhenThere &&
      this.isConnected &&
      this.#items.length > 0 &&
      this.#items.every(({ state }) => state === 'there')
    ) {
      this.#sendWhenThere = false;
      this.#say('');
      part<HTMLFormElement>(this.#composer, 'form').requestSubmit();
    }
  }

  #remove(item: Item): void {
    item.stop.abort();
    item.element.remove();
    this.#items = this.#items.filter((other) => other !== item);
    this.#say('');
    this.#settle();
    part(this.#composer, 'text').focus();
  }

  #draw(item: Item, why: string, state = item.state): void {
    item.state = state;
    item.element.dataset['state'] = state;
    part(item.element, 'why').textContent = why;
    part(item.element, 'progress').hidden = state === 'there' || state === 'failed';
    part(item.element, 'retry').hidden = state !== 'failed' || (item.file?.size ?? 0) > this.#largest;
  }

  /** An entry that cannot be parsed is ignored. */
  #remembered(): readonly Attachment[] {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? '[]') as Attachment[];
    } catch {
      return [];
    }
  }

  #say(text: string): void {
    part(this, 'said').textContent = text;
  }

  get #there(): readonly Attachment[] {
    return this.#items.flatMap(({ state, attachment }) => (state === 'there' && attachment ? [attachment] : []));
  }

  get #room(): number {
    return roomOf(this).id;
  }

  get #key(): string {
    return filesKey(this.#room);
  }

  get #largest(): number {
    return bytesOf(this.dataset['largest'] ?? '');
  }

  /** Whether messages can be written in this room. */
  get #open(): boolean {
    return !part(this.#composer, 'form').hidden;
  }

  get #composer(): HTMLElement {
    return this.closest('message-composer') as HTMLElement;
  }

  get #chat(): HTMLElement {
    return this.closest('main') as HTMLElement;
  }

  get #list(): HTMLElement {
    return part(this, 'items');
  }

  get #attach(): HTMLElement {
    return part(this.#composer, 'attach');
  }

  get #choice(): HTMLInputElement {
    return part(this.#composer, 'choice');
  }
}

customElements.define('file-strip', FileStripElement);
