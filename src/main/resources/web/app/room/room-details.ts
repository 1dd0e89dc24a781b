import { BaseElement } from '../ui/base-element';
import { pins, reason } from '../lib/api';
import type { Message } from '../socket/events';
import { textItem } from '../message/message-versions';
import { remember } from '../lib/cookies';
import { part } from '../lib/dom';
import type { RoomMembersElement } from './room-members';
import { roomOf } from './room-state';
import { say } from '../lib/texts';

/** Several pins within this time are fetched together. */
const SETTLE_MS = 300;

/**
 * The details of the open room: its pins and its members. A third column on wide screens, over the conversation on
 * others. A cookie holds whether it is open, so that the server renders it so.
 */
export class RoomDetailsElement extends BaseElement {
  /** The `seq` of each message listed. */
  #pinned: ReadonlySet<number> = new Set();
  #due: ReturnType<typeof setTimeout> | undefined;

  protected override connected(): void {
    this.listen(document, 'click', this.#clicked);
    this.listen(this, 'keydown', this.#pressed);
    if (!this.hidden) {
      this.#fill();
    }
  }

  protected override disconnected(): void {
    clearTimeout(this.#due);
  }

  get isOpen(): boolean {
    return !this.hidden;
  }

  /** Opens or closes it, as it was in the room before. */
  stay(open: boolean): void {
    if (open !== this.isOpen) {
      this.#draw(open);
    }
  }

  /** A message of the room has changed and may be pinned or unpinned now. */
  changed({ seq, pinned }: Message): void {
    if (!this.hidden && (pinned || this.#pinned.has(seq))) {
      clearTimeout(this.#due);
      this.#due = setTimeout(() => void this.#fillPins(), SETTLE_MS);
    }
  }

  /** If it covers the conversation, a click outside or on a link to a message closes it. */
  readonly #clicked = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element)) {
      return;
    }
    const opener = target.closest('[data-opens="room-details"]');
    if (opener) {
      this.#show(this.hidden || opener !== this.#toggle);
    } else if (this.#close.contains(target) || (this.#isAbove && target.closest('.main, .details a'))) {
      this.#show(false);
    }
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation();
      this.#show(false);
    }
  };

  #show(open: boolean): void {
    this.#draw(open);
    remember('details', open ? 'open' : '');
    (open ? this.#close : this.#toggle).focus();
  }

  #draw(open: boolean): void {
    this.hidden = !open;
    this.#toggle.ariaExpanded = String(open);
    if (open) {
      this.#fill();
    }
  }

  #fill(): void {
    this.querySelector<RoomMembersElement>('room-members')?.find();
    void this.#fillPins();
  }

  async #fillPins(): Promise<void> {
    const note = part(this, 'pins-note');
    try {
      const pinned = await pins(roomOf(this).id);
      this.#pinned = new Set(pinned.map(({ seq }) => seq));
      this.#pins.replaceChildren(...pinned.map(pinnedItem));
      note.textContent = this.#pins.childElementCount === 0 ? say('nothingPinned') : '';
    } catch (failure) {
      note.textContent = reason(failure);
    }
  }

  get #isAbove(): boolean {
    return !this.hidden && getComputedStyle(this).position === 'fixed';
  }

  get #pins(): HTMLElement {
    return part(this, 'pins');
  }

  get #close(): HTMLElement {
    return part(this, 'close');
  }

  get #toggle(): HTMLElement {
    return document.querySelector('.details-toggle') as HTMLElement;
  }
}

function pinnedItem({ room, seq, author, html, createdAt }: Message): HTMLElement {
  const entry = textItem(createdAt, author.displayName, html);
  const link = document.createElement('a');
  link.href = `/rooms/${room}?at=${seq}`;
  link.textContent = say('goToMessage');
  entry.append(link);
  return entry;
}

customElements.define('room-details', RoomDetailsElement);
