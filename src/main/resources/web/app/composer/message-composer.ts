import { BaseElement } from '../ui/base-element';
import { CompletionList } from './completion-list';
import { ComposerContext } from './composer-context';
import type { EmojiPickerElement } from './emoji-picker';
import type { Attachment } from '../socket/events';
import type { FileStripElement } from './file-strip';
import { textDirection } from './text-direction';
import { currentUsername } from '../lib/current-user';
import { part } from '../lib/dom';
import { emit } from '../lib/custom-events';
import { roomOf } from '../room/room-state';

/** The key in session storage of the unsent text of a room, for the user of this page. */
export const draftKey = (room: number) => `draft:${currentUsername()}:${room}`;

/** Whether the user has written in a room without sending it. */
export const hasDraft = (room: number): boolean => (sessionStorage.getItem(draftKey(room)) ?? '').trim() !== '';

/** The text box for messages. Enter sends, Shift+Enter starts a new line, and the unsent text survives a reload. */
export class MessageComposerElement extends BaseElement {
  #context!: ComposerContext;
  #completion!: CompletionList;

  protected override connected(): void {
    this.#context = new ComposerContext(this);
    this.#completion = new CompletionList(this);
    this.listen(this.#text, 'keydown', this.#onKey);
    this.listen(this.#text, 'input', this.#onInput);
    this.listen(this.#form, 'submit', this.#send);
    this.listen(this.#context.cancel, 'click', this.#cancel);
    this.listen(this.#emoji, 'click', this.#pickEmoji);
    this.#completion.start(this.connection);
    this.#restore();
    this.#form.hidden = !this.#closed.hidden;
  }

  /** Puts back a rejected text with its files, before the text typed since. */
  restoreText(body: string, why: string, files: readonly Attachment[] = []): void {
    this.#files.restore(files);
    this.#setText([body, this.#text.value].filter(Boolean).join('\n'));
    this.#problem.textContent = why;
    this.#text.focus();
  }

  /** The next message is a reply to this one. */
  reply(seq: number, author: string): void {
    this.#leaveEdit();
    this.#context.reply(seq, author);
    this.#text.focus();
  }

  /** Starts the edit of a message. The unsent text is put aside until the edit ends. */
  edit(seq: number, body: string): void {
    this.#context.edit(seq);
    this.#files.cancelAutoSend();
    this.#setText(body);
    this.#text.focus();
  }

  /** The edit was rejected: continues it with the text as it was sent. */
  rejectEdit(seq: number, body: string, why: string): void {
    this.edit(seq, body);
    this.#problem.textContent = why;
  }

  /** Focuses the text box. Returns whether that was possible. */
  focusText(): boolean {
    this.#text.focus();
    return this.contains(document.activeElement);
  }

  /** Hides the text box and shows why nothing can be written. */
  close(why: string): void {
    this.#form.hidden = true;
    this.#closed.hidden = false;
    this.#closed.textContent = why;
  }

  open(): void {
    this.#form.hidden = false;
    this.#closed.hidden = true;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#completion.handleKey(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
      event.preventDefault();
      this.#form.requestSubmit();
    } else if (event.key === 'Escape' && !isComposing(event)) {
      event.preventDefault();
      this.#escape(event.repeat);
    } else if (event.key === 'ArrowUp' && this.#text.value === '' && this.#context.mode.as === 'message') {
      event.preventDefault();
      emit(this, 'composer:edit-last', undefined);
    }
  };

  readonly #send = (event: Event): void => {
    event.preventDefault();
    const body = this.#text.value.trim();
    const { mode, replyTo } = this.#context;
    this.#text.focus();
    if (mode.as === 'edit') {
      this.#sendEdit(mode.seq, body);
    } else if (!this.#files.isHoldingSend && (body || this.#files.hasFiles)) {
      this.#context.reset();
      this.#setText('');
      emit(this, 'composer:send', { body, replyTo, files: this.#files.takeFiles() });
    }
  };

  readonly #onInput = (): void => {
    this.#text.dir = textDirection(this.#text.value);
    this.#save();
    if (this.#text.value && !this.#context.editing) {
      emit(this, 'composer:typing', undefined);
    }
  };

  /** @param isRepeated whether the key is held: it may have closed a dialog before */
  #escape(isRepeated: boolean): void {
    if (this.#context.mode.as !== 'message') {
      this.#cancel();
    } else if (!isRepeated) {
      emit(this, 'composer:escape', undefined);
    }
  }

  readonly #cancel = (): void => {
    this.#leaveEdit();
    this.#context.reset();
    this.#text.focus();
  };

  readonly #pickEmoji = async (): Promise<void> => {
    const emoji = await document.querySelector<EmojiPickerElement>('emoji-picker')?.pick();
    this.#text.focus();
    if (emoji) {
      this.#text.setRangeText(emoji, this.#text.selectionStart, this.#text.selectionEnd, 'end');
      this.#onInput();
    }
  };

  /** Restores the text from before the page was left. */
  #restore(): void {
    this.#context.restore();
    this.#setText(sessionStorage.getItem(this.#draftKey) ?? this.#text.value);
  }

  #sendEdit(seq: number, body: string): void {
    if (body) {
      this.#leaveEdit();
      emit(this, 'composer:edit', { seq, body });
    }
  }

  #leaveEdit(): void {
    if (this.#context.editing) {
      sessionStorage.removeItem(this.#draftKey);
      this.#context.reset();
      this.#setText(sessionStorage.getItem(this.#draftKey) ?? '');
    }
  }

  #setText(text: string): void {
    this.#text.value = text;
    this.#text.dir = textDirection(text);
    this.#save();
  }

  #save(): void {
    this.#problem.textContent = '';
    sessionStorage.setItem(this.#draftKey, this.#text.value);
    this.#fitHeight();
  }

  /** For browsers without `field-sizing`. The style sheet sets the maximum height for all browsers. */
  #fitHeight(): void {
    if (!CSS.supports('field-sizing', 'content')) {
      this.#text.style.height = 'auto';
      this.#text.style.height = `${this.#text.scrollHeight}px`;
    }
  }

  /** The text of an edit has a separate key, so the unsent text is still there when the edit ends. */
  get #draftKey(): string {
    const key = draftKey(roomOf(this).id);
    return this.#context.editing ? `${key}:edit` : key;
  }

  get #text(): HTMLTextAreaElement {
    return part(this, 'text');
  }

  get #form(): HTMLFormElement {
    return part(this, 'form');
  }

  get #emoji(): HTMLElement {
    return part(this, 'emoji');
  }

  get #files(): FileStripElement {
    return part(this, 'strip');
  }

  get #problem(): HTMLElement {
    return part(this, 'problem');
  }

  get #closed(): HTMLElement {
    return part(this, 'closed');
  }
}

/**
 * The Enter that ends the composition of a character, in an input method, does not send. Safari marks it only by the
 * key code, as its composition ends before the key event.
 */
function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  return event.isComposing || event.keyCode === 229;
}

customElements.define('message-composer', MessageComposerElement);
