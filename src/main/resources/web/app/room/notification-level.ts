import { BaseElement } from '../ui/base-element';
import { reason } from '../lib/api';
import type { Level } from '../socket/events';
import { part } from '../lib/dom';
import { tellOf } from './room-api';
import { roomOf } from './room-state';
import { signal } from '../lib/custom-events';

/** The notification level of the open room: all messages, mentions, or nothing. */
export class NotifyLevelElement extends BaseElement {
  protected override connected(): void {
    this.listen(this, 'change', this.#choose);
  }

  show(level: Level): void {
    for (const input of this.querySelectorAll('input')) {
      input.checked = input.value === level;
    }
  }

  readonly #choose = ({ target }: Event): void => {
    const level = (target as HTMLInputElement).value as Level;
    tellOf(roomOf(this).id, level).then(
      () => {
        this.#say('');
        signal(this, 'room:changed', undefined);
      },
      (failure: unknown) => this.#say(reason(failure)),
    );
  };

  #say(note: string): void {
    part(this, 'level-note').textContent = note;
  }
}

customElements.define('notify-level', NotifyLevelElement);
