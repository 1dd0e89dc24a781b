import { join, leave, reason } from './api';
import type { Room } from './events';
import { part } from './parts';
import { signal } from './signals';

const LEAVE_PRIVATE = 'Only its members can bring you back into a private room. Leave it?';

/** What the open room is, and the ways in and out of it. */
export class RoomHeaderElement extends HTMLElement {
  connectedCallback(): void {
    this.#join.addEventListener('click', this.#comeIn);
    this.#leave.addEventListener('click', this.#goOut);
    this.#showWays();
  }

  disconnectedCallback(): void {
    this.#join.removeEventListener('click', this.#comeIn);
    this.#leave.removeEventListener('click', this.#goOut);
  }

  get room(): number {
    return Number(this.dataset['room']);
  }

  get member(): boolean {
    return this.hasAttribute('data-member');
  }

  show(room: Room): void {
    part(this, 'name').textContent = room.name;
    part(this, 'topic').textContent = room.topic;
    this.dataset['role'] = room.role ?? '';
    this.toggleAttribute('data-member', room.member);
    this.toggleAttribute('data-archived', room.archived === true);
    this.#showWays();
  }

  showLeft(): void {
    this.dataset['role'] = '';
    this.removeAttribute('data-member');
    this.#showWays();
  }

  #showWays(): void {
    const { kind, role } = this.dataset;
    const alive = !this.hasAttribute('data-archived') && kind !== 'direct';
    this.#join.hidden = !alive || this.member || kind !== 'public';
    this.#leave.hidden = !alive || !this.member;
    part(this, 'invite').hidden = !alive || !(role === 'owner' || role === 'moderator');
  }

  readonly #comeIn = (): void => {
    void this.#change(join(this.room));
  };

  readonly #goOut = (): void => {
    if (this.dataset['kind'] === 'public' || confirm(LEAVE_PRIVATE)) {
      void this.#change(leave(this.room));
    }
  };

  async #change(done: Promise<unknown>): Promise<void> {
    part(this, 'problem').textContent = '';
    try {
      await done;
      signal(this, 'room:changed', undefined);
    } catch (failure) {
      part(this, 'problem').textContent = reason(failure);
    }
  }

  get #join(): HTMLElement {
    return part(this, 'join');
  }

  get #leave(): HTMLElement {
    return part(this, 'leave');
  }
}

customElements.define('room-header', RoomHeaderElement);
