import { BaseElement } from '../ui/base-element';
import { pins, reason } from '../lib/api';
import type { Message } from '../socket/events';
import { textItem } from '../message/message-versions';
import { setCookie } from '../lib/cookies';
import { part, unambiguousName } from '../lib/dom';
import type { RoomMembersElement } from './room-members';
import { roomOf } from './room-state';
import { t } from '../lib/texts';

/** Several pins within this time are fetched together. */
const FETCH_DELAY_MS = 300;

/**
 * The details of the open room: its pins and its members. A third column on wide screens, over the conversation on
 * others. A cookie holds whether it is open, so that the server renders it so.
 */
export class RoomDetailsElement extends BaseElement {
  /** The `seq` of each message listed. */
  #pinned: ReadonlySet<number> = new Set();
  #fetchTimer: ReturnType<typeof setTimeout> | undefined;

  protected override connected(): void {
    this.listen(document, 'click', this.#onClick);
    this.listen(this, 'keydown', this.#onKey);
    if (!this.hidden) {
      this.#fill();
    }
  }

  protected override disconnected(): void {
    clearTimeout(this.#fetchTimer);
  }

  get isOpen(): boolean {
    return !this.hidden;
  }

  /** Opens or closes it, as it was in the room before. */
  setOpen(open: boolean): void {
    if (open !== this.isOpen) {
      this.#draw(open);
    }
  }

  /** A message of the room has changed and may be pinned or unpinned now. */
  onMessageChanged({ seq, pinned }: Message): void {
    if (!this.hidden && (pinned || this.#pinned.has(seq))) {
      clearTimeout(this.#fetchTimer);
      this.#fetchTimer = setTimeout(() => void this.#fillPins(), FETCH_DELAY_MS);
    }
  }

  /** If it covers the conversation, a click outside or on a link to a message closes it. */
  readonly #onClick = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element)) {
      return;
    }
    const opener = target.closest('[data-opens="room-details"]');
    if (opener) {
      this.#show(this.hidden || opener !== this.#toggle);
    } else if (this.#close.contains(target) || (this.#isOverlay && target.closest('.main, .details a'))) {
      this.#show(false);
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation();
      this.#show(false);
    }
  };

  #show(open: boolean): void {
    this.#draw(open);
    setCookie('details', open ? 'open' : '');
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
    this.querySelector<RoomMembersElement>('room-members')?.reload();
    void this.#fillPins();
  }

  async #fillPins(): Promise<void> {
    const note = part(this, 'pins-note');
    try {
      const pinned = await pins(roomOf(this).id);
      this.#pinned = new Set(pinned.map(({ seq }) => seq));
      this.#pins.replaceChildren(...pinned.map(pinnedItem));
      note.textContent = this.#pins.childElementCount === 0 ? t('nothingPinned') : '';
    } catch (failure) {
      note.textContent = reason(failure);
    }
  }

  get #isOverlay(): boolean {
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
  const entry = textItem(createdAt, unambiguousName(author), html);
  const link = document.createElement('a');
  link.href = `/rooms/${room}?at=${seq}`;
  link.textContent = t('goToMessage');
  entry.append(link);
  return entry;
}

customElements.define('room-details', RoomDetailsElement);
