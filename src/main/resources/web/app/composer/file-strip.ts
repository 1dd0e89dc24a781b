import { BaseElement } from '../ui/base-element';
import { reason } from '../lib/api';
import type { Attachment } from '../socket/events';
import { parseSize, formatSize } from '../lib/file-size';
import { currentUsername } from '../lib/current-user';
import { cloneTemplate, part } from '../lib/dom';
import { t, tCount } from '../lib/texts';
import { roomOf } from '../room/room-state';
import { isTooLarge, upload } from './upload';

/** The limit of the server for one message. */
const MAX_FILES = 10;
/** Uploads at the same time; the others wait. */
const MAX_PARALLEL_UPLOADS = 2;

/** The key in session storage of the files for the next message of a room, for the user of this page. */
export const filesKey = (room: number) => `files:${currentUsername()}:${room}`;

/** A file for the next message: waiting, being uploaded, uploaded, or failed. */
interface Item {
  readonly element: HTMLElement;
  readonly file: File | null;
  readonly stop: AbortController;
  state: 'waiting' | 'uploading' | 'uploaded' | 'failed';
  attachment: Attachment | null;
}

/**
 * The files for the next message. They are added by the button, by pasting, or by dropping them on the chat, and are
 * uploaded immediately. A message that is sent meanwhile waits for them. Uploaded files survive a reload, as the text
 * does.
 */
export class FileStripElement extends BaseElement {
  #items: Item[] = [];
  #sendWhenUploaded = false;
  /** Whether it was in the page before. Uploads continue while the room is not open. */
  #wasConnected = false;

  protected override connected(): void {
    this.listen(this.#attachButton, 'click', this.#openFileChooser);
    this.listen(this.#fileInput, 'change', this.#onFilesChosen);
    this.listen(this.#composer, 'paste', this.#onPaste);
    this.listen(this.#chat, 'dragover', this.#onDragOver);
    this.listen(this.#chat, 'dragleave', this.#onDragLeave);
    this.listen(this.#chat, 'drop', this.#onDrop);
    this.listen(this.#list, 'click', this.#onClick);
    if (this.#wasConnected) {
      this.#update();
    } else {
      this.#wasConnected = true;
      this.restore(this.#storedFiles());
    }
  }

  /**
   * Whether the message cannot be sent yet. It is sent by itself when all files are uploaded; if one failed, the user
   * decides.
   */
  get isHoldingSend(): boolean {
    this.#sendWhenUploaded = this.#items.some(({ state }) => state === 'waiting' || state === 'uploading');
    const failed = this.#items.some(({ state }) => state === 'failed');
    if (failed) {
      this.#showStatus(t('filesFailed'));
    } else if (this.#sendWhenUploaded) {
      this.#showStatus(t('waitingForUploads'));
    }
    return failed || this.#sendWhenUploaded;
  }

  /** Cancels the automatic send of a message that waits for its files, as its text was replaced by another. */
  cancelAutoSend(): void {
    this.#sendWhenUploaded = false;
    this.#showStatus('');
  }

  get hasFiles(): boolean {
    return this.#items.length > 0;
  }

  /** Returns the uploaded files for a message and removes them from the list. */
  takeFiles(): readonly Attachment[] {
    const files = this.#uploaded;
    this.#items.forEach(({ element }) => element.remove());
    this.#items = [];
    this.#update();
    return files;
  }

  /** Puts back the uploaded files of a message that was not sent. */
  restore(files: readonly Attachment[]): void {
    files.forEach((file) => this.#show(file.name, file.size, null, file));
    this.#update();
  }

  readonly #openFileChooser = (): void => this.#fileInput.click();

  readonly #onFilesChosen = (): void => {
    this.#add([...(this.#fileInput.files ?? [])]);
    this.#fileInput.value = '';
  };

  /** Pasted text stays text, though some programs add a picture of it. */
  readonly #onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData;
    if (pasted && pasted.files.length > 0 && !pasted.types.includes('text/plain')) {
      event.preventDefault();
      this.#add([...pasted.files]);
    }
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (this.#canWrite && event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.#chat.toggleAttribute('data-dropping', true);
    }
  };

  readonly #onDragLeave = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node && this.#chat.contains(event.relatedTarget))) {
      this.#chat.removeAttribute('data-dropping');
    }
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.#chat.removeAttribute('data-dropping');
    if (this.#canWrite && event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.#add([...event.dataTransfer.files]);
    }
  };

  readonly #onClick = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    const item = this.#items.find(({ element }) => button && element.contains(button));
    if (item && button?.matches('[data-part="retry"]')) {
      this.#enqueue(item);
    } else if (item) {
      this.#remove(item);
    }
  };

  #add(files: readonly File[]): void {
    const room = MAX_FILES - this.#items.length;
    files.slice(0, room).forEach((file) => this.#enqueue(this.#show(file.name, file.size, file, null)));
    if (files.length > room) {
      this.#showStatus(tCount('tooManyFiles', MAX_FILES));
    }
    part(this.#composer, 'text').focus();
  }

  #show(name: string, size: number, file: File | null, attachment: Attachment | null): Item {
    const element = cloneTemplate<HTMLElement>('upload-template');
    part(element, 'name').textContent = name;
    part(element, 'size').textContent = formatSize(size);
    part(element, 'remove').ariaLabel = t('removeFile', name);
    part(element, 'progress').ariaLabel = t('uploadingFile', name);
    const item: Item = {
      element,
      file,
      attachment,
      stop: new AbortController(),
      state: attachment ? 'uploaded' : 'waiting',
    };
    this.#items.push(item);
    this.#list.append(element);
    this.#draw(item, '');
    return item;
  }

  #enqueue(item: Item): void {
    if (item.file && item.file.size > this.#maxSize) {
      this.#draw(item, t('maxFileSize', formatSize(this.#maxSize)), 'failed');
    } else {
      this.#draw(item, '', 'waiting');
    }
    this.#update();
  }

  async #upload(item: Item, file: File): Promise<void> {
    this.#draw(item, '', 'uploading');
    const progress = part<HTMLProgressElement>(item.element, 'progress');
    try {
      item.attachment = await upload(this.#room, file, (moved) => (progress.value = moved), item.stop.signal);
      this.#draw(item, '', 'uploaded');
    } catch (failure) {
      this.#draw(item, isTooLarge(failure) ? t('fileTooLarge') : reason(failure), 'failed');
    }
    this.#update();
  }

  /**
   * After each change: starts the next uploads, stores the uploaded files, and sends the message that waits for them.
   */
  #update(): void {
    const moving = this.#items.filter(({ state }) => state === 'uploading').length;
    const next = this.#items.filter(({ state }) => state === 'waiting').slice(0, MAX_PARALLEL_UPLOADS - moving);
    next.forEach((item) => void this.#upload(item, item.file as File));
    sessionStorage.setItem(this.#key, JSON.stringify(this.#uploaded));
    if (
      this.#sendWhenUploaded &&
      this.isConnected &&
      this.#items.length > 0 &&
      this.#items.every(({ state }) => state === 'uploaded')
    ) {
      this.#sendWhenUploaded = false;
      this.#showStatus('');
      part<HTMLFormElement>(this.#composer, 'form').requestSubmit();
    }
  }

  #remove(item: Item): void {
    item.stop.abort();
    item.element.remove();
    this.#items = this.#items.filter((other) => other !== item);
    this.#showStatus('');
    this.#update();
    part(this.#composer, 'text').focus();
  }

  #draw(item: Item, why: string, state = item.state): void {
    item.state = state;
    item.element.dataset['state'] = state;
    part(item.element, 'error').textContent = why;
    part(item.element, 'progress').hidden = state === 'uploaded' || state === 'failed';
    part(item.element, 'retry').hidden = state !== 'failed' || (item.file?.size ?? 0) > this.#maxSize;
  }

  /** An entry that cannot be parsed is ignored. */
  #storedFiles(): readonly Attachment[] {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? '[]') as Attachment[];
    } catch {
      return [];
    }
  }

  #showStatus(text: string): void {
    part(this, 'status').textContent = text;
  }

  get #uploaded(): readonly Attachment[] {
    return this.#items.flatMap(({ state, attachment }) => (state === 'uploaded' && attachment ? [attachment] : []));
  }

  get #room(): number {
    return roomOf(this).id;
  }

  get #key(): string {
    return filesKey(this.#room);
  }

  get #maxSize(): number {
    return parseSize(this.dataset['largest'] ?? '');
  }

  /** Whether messages can be written in this room. */
  get #canWrite(): boolean {
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

  get #attachButton(): HTMLElement {
    return part(this.#composer, 'attach');
  }

  get #fileInput(): HTMLInputElement {
    return part(this.#composer, 'choice');
  }
}

customElements.define('file-strip', FileStripElement);
