import { BaseElement } from '../ui/base-element';
import { reason } from '../lib/api';
import type { NotificationLevel } from '../socket/events';
import { part } from '../lib/dom';
import { setNotificationLevel } from '../room/room-api';
import { roomOf } from '../room/room-state';
import { emit } from '../lib/custom-events';

/** The notification level of the open room: all messages, mentions, or nothing. */
export class NotificationLevelElement extends BaseElement {
  protected override connected(): void {
    this.listen(this, 'change', this.#choose);
  }

  show(level: NotificationLevel): void {
    for (const input of this.querySelectorAll('input')) {
      input.checked = input.value === level;
    }
  }

  readonly #choose = ({ target }: Event): void => {
    const level = (target as HTMLInputElement).value as NotificationLevel;
    setNotificationLevel(roomOf(this).id, level).then(
      () => {
        this.#showNote('');
        emit(this, 'room:refresh', undefined);
      },
      (failure: unknown) => this.#showNote(reason(failure)),
    );
  };

  #showNote(note: string): void {
    part(this, 'level-note').textContent = note;
  }
}

customElements.define('notification-level', NotificationLevelElement);
