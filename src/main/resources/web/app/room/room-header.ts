import { BaseElement } from '../ui/base-element';
import { join, leave, reason } from '../lib/api';
import type { Permission, Room } from '../socket/events';
import type { NotificationLevelElement } from '../notification/notification-level';
import { part } from '../lib/dom';
import { changeRoom } from './room-api';
import { type RoomState, roomOf } from './room-state';
import { emit } from '../lib/custom-events';
import { t } from '../lib/texts';

/** The header of the open room, with its menu. */
export class RoomHeaderElement extends BaseElement {
  protected override connected(): void {
    this.listen(part(this, 'join'), 'click', this.#join);
    this.listen(part(this, 'leave'), 'click', this.#leave);
    this.listen(part(this, 'archive'), 'click', this.#archive);
    this.listen(part(this, 'restore'), 'click', this.#restore);
    this.#updateActions();
  }

  get room(): RoomState {
    return roomOf(this);
  }

  show(room: Room): void {
    part(this, 'name').textContent = room.name;
    part(this, 'topic').textContent = room.topic;
    this.room.update(room);
    part<NotificationLevelElement>(this, 'level').show(room.notify ?? 'mentions');
    this.#updateActions();
  }

  /** Shows an error; empty removes it. */
  showProblem(why: string): void {
    part(this, 'problem').textContent = why;
  }

  showLeft(permissions: readonly Permission[]): void {
    this.room.leave(permissions);
    this.#updateActions();
  }

  #updateActions(): void {
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

  readonly #join = (): void => {
    void this.#submit(join(this.room.id));
  };

  readonly #leave = (): void => {
    if (this.room.kind === 'public' || confirm(t('leavePrivate'))) {
      void this.#submit(leave(this.room.id));
    }
  };

  readonly #archive = (): void => {
    if (confirm(t('archiveRoom'))) {
      void this.#submit(changeRoom(this.room.id, { archived: true }));
    }
  };

  readonly #restore = (): void => {
    void this.#submit(changeRoom(this.room.id, { archived: false }));
  };

  async #submit(done: Promise<unknown>): Promise<void> {
    part(this, 'problem').textContent = '';
    try {
      await done;
      emit(this, 'room:refresh', undefined);
    } catch (failure) {
      part(this, 'problem').textContent = reason(failure);
    }
  }
}

customElements.define('room-header', RoomHeaderElement);
