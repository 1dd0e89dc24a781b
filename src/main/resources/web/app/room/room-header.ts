import { join, leave, reason } from '../lib/api';
import type { Room } from '../socket/events';
import type { NotifyLevelElement } from './notification-level';
import { part } from '../lib/dom';
import { changeRoom, type Role } from './room-api';
import { signal } from '../lib/custom-events';
import { say } from '../lib/texts';

/** What the open room is, the ways in and out of it, and what one may do with it. */
export class RoomHeaderElement extends HTMLElement {
  connectedCallback(): void {
    part(this, 'join').addEventListener('click', this.#comeIn);
    part(this, 'leave').addEventListener('click', this.#goOut);
    part(this, 'archive').addEventListener('click', this.#archive);
    part(this, 'restore').addEventListener('click', this.#restore);
    this.#showWays();
  }

  disconnectedCallback(): void {
    part(this, 'join').removeEventListener('click', this.#comeIn);
    part(this, 'leave').removeEventListener('click', this.#goOut);
    part(this, 'archive').removeEventListener('click', this.#archive);
    part(this, 'restore').removeEventListener('click', this.#restore);
  }

  get room(): number {
    return Number(this.dataset['room']);
  }

  get member(): boolean {
    return this.hasAttribute('data-member');
  }

  /** One's own; null for who is not in it. */
  get myRole(): Role | null {
    const role = this.dataset['role'] as Role | '' | undefined;
    return role === '' || role === undefined ? null : role;
  }

  /** Whether it is a conversation, of two or of several. */
  get isPublic(): boolean {
    return this.dataset['kind'] === 'public';
  }

  get unnamed(): boolean {
    return this.hasAttribute('data-unnamed');
  }

  show(room: Room): void {
    part(this, 'name').textContent = room.name;
    part(this, 'topic').textContent = room.topic;
    this.dataset['role'] = room.role ?? '';
    this.toggleAttribute('data-member', room.member);
    this.toggleAttribute('data-archived', room.archived === true);
    part<NotifyLevelElement>(this, 'level').show(room.notify ?? 'mentions');
    this.#showWays();
  }

  /** Why something could not be done here; empty when it could. */
  showProblem(why: string): void {
    part(this, 'problem').textContent = why;
  }

  showLeft(): void {
    this.dataset['role'] = '';
    this.removeAttribute('data-member');
    this.#showWays();
  }

  /** By the table of rights; the service decides by it whatever is shown here. */
  #showWays(): void {
    const { kind } = this.dataset;
    const alive = !this.hasAttribute('data-archived');
    const owns = this.myRole === 'owner';
    const leads = owns || this.myRole === 'moderator';
    const talks = this.unnamed && kind === 'private' && this.member;
    part(this, 'join').hidden = !alive || this.member || kind !== 'public';
    part(this, 'leave').hidden = !this.member || kind === 'direct';
    part(this, 'invite').hidden = !alive || !(leads || talks);
    part(this, 'links').hidden = !alive || !leads;
    part(this, 'edit').hidden = !alive || !owns;
    part(this, 'archive').hidden = !alive || !owns;
    part(this, 'restore').hidden = alive || !owns;
    part(this, 'level').hidden = !alive || !this.member;
  }

  readonly #comeIn = (): void => {
    void this.#change(join(this.room));
  };

  readonly #goOut = (): void => {
    if (this.dataset['kind'] === 'public' || confirm(say('leavePrivate'))) {
      void this.#change(leave(this.room));
    }
  };

  readonly #archive = (): void => {
    if (confirm(say('archiveRoom'))) {
      void this.#change(changeRoom(this.room, { archived: true }));
    }
  };

  readonly #restore = (): void => {
    void this.#change(changeRoom(this.room, { archived: false }));
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
}

customElements.define('room-header', RoomHeaderElement);
