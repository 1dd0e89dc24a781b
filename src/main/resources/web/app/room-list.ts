import type { Room, RoomMark } from './events';
import { isConversation, levelOf } from './concerns';
import type { ToldRoom } from './notifier';
import { copyOf, part } from './parts';

/** The rooms that one is in, with what is unread there, and those that one could join. */
export class RoomListElement extends HTMLElement {
  /** How far one is in each of one's rooms, as the service rendered it. */
  get marks(): Omit<RoomMark, 'version'>[] {
    return [...this.#mine.querySelectorAll<HTMLElement>('[data-room]')].map(({ dataset }) => ({
      id: Number(dataset['room']),
      seq: Number(dataset['seq']),
      lastRead: Number(dataset['lastRead']),
      unread: Number(dataset['unread']),
    }));
  }

  /** A room as far as one is told of what is said there; one that is not in the list goes by what is usual. */
  told(id: number): ToldRoom {
    const item = this.#item(id);
    const kind = item ? part(item, 'link').dataset['kind'] : undefined;
    const name = item ? (part(item, 'name').textContent ?? '') : '';
    return { name, direct: isConversation(kind), level: levelOf(item?.dataset['notify'], kind) };
  }

  /** The rooms of which one wants to hear nothing. */
  get quiet(): ReadonlySet<number> {
    return new Set([...this.querySelectorAll<HTMLElement>('li[data-notify="nothing"]')].map(({ dataset }) => Number(dataset['room'])));
  }

  showRoom(room: Room): void {
    const item = this.#item(room.id) ?? copyOf<HTMLElement>('room-template');
    const link = part<HTMLAnchorElement>(item, 'link');
    item.dataset['room'] = String(room.id);
    link.href = `/rooms/${room.id}`;
    link.dataset['kind'] = kindOf(room);
    item.dataset['notify'] = room.notify ?? '';
    part(item, 'name').textContent = room.name;
    const list = room.member ? this.#mine : this.#others;
    if (item.parentElement !== list) {
      list.prepend(item);
    }
    this.#showTitle();
  }

  removeRoom(id: number): void {
    this.#item(id)?.remove();
    this.#showTitle();
  }

  showUnread(id: number, unread: number): void {
    const item = this.#item(id);
    if (item) {
      item.dataset['unread'] = String(unread);
      part(item, 'unread').textContent = unread > 99 ? '99+' : String(unread);
      part(item, 'badge').hidden = unread === 0;
    }
  }

  #showTitle(): void {
    part(this, 'others-title').hidden = this.#others.childElementCount === 0;
  }

  #item(id: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`li[data-room="${id}"]`);
  }

  get #mine(): HTMLElement {
    return part(this, 'mine');
  }

  get #others(): HTMLElement {
    return part(this, 'others');
  }
}

/** What stands before a room's name: conversations of several are private rooms, but look as what they are. */
export function kindOf({ kind, unnamed }: Room): string {
  return unnamed && kind === 'private' ? 'several' : kind;
}

customElements.define('room-list', RoomListElement);
