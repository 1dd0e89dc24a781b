import { BaseElement } from '../ui/base-element';
import { join, leave, reason } from '../lib/api';
import type { Permission, Room } from '../socket/events';
import type { NotifyLevelElement } from './notification-level';
import { part } from '../lib/dom';
import { changeRoom } from './room-api';
import { type RoomState, roomOf } from './room-state';
import { signal } from '../lib/custom-events';
import { say } from '../lib/texts';

/** The header of the open room, with its menu. */
export class RoomHeaderElement extends BaseElement {
  protected override connected(): void {
    this.listen(part(this, 'join'), 'click', this.#comeIn);
    this.listen(part(this, 'leave'), 'click', this.#goOut);
    this.listen(part(this, 'archive'), 'click', this.#archive);
    this.listen(part(this, 'restore'), 'click', this.#restore);
    this.#showWays();
  }

  get room(): RoomState {
    return roomOf(this);
  }

  show(room: Room): void {
    part(this, 'name').textContent = room.name;
    part(this, 'topic').textContent = room.topic;
    this.room.update(room);
    part<NotifyLevelElement>(this, 'level').show(room.notify ?? 'mentions');
    this.#showWays();
  }

  /** Shows an error; empty removes it. */
  showProblem(why: string): void {
    part(this, 'problem').textContent = why;
  }

  showLeft(permissions: readonly Permission[]): void {
    this.room.leave(permissions);
    this.#showWays();
  }

  #showWays(): void {
    const { room } = this;
    part(this, 'join').hidden = !room.can('join');
    part(this, 'leave').hidden = !room.can('leave');
    part(this, 'invite').hidden = !room.can('invite');
    part(this, 'links').hidden = !room.can('invite-by-link');
    part(this, 'edit').hidden = !room.can('edit-room');
    part(this, 'archive').hidden = !room.can('archive');
    part(this, 'restore').hidden = !room.can('restore');
    part(this, 'level').hidden = room.archived || !room.member;
  }

  readonly #comeIn = (): void => {
    void this.#change(join(this.room.id));
  };

  readonly #goOut = (): void => {
    if (this.room.kind === 'public' || confirm(say('leavePrivate'))) {
      void this.#change(leave(this.room.id));
    }
  };

  readonly #archive = (): void => {
    if (confirm(say('archiveRoom'))) {
      void this.#change(changeRoom(this.room.id, { archived: true }));
    }
  };

  readonly #restore = (): void => {
    void this.#change(changeRoom(this.room.id, { archived: false }));
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
