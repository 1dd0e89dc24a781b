import { BaseElement } from '../ui/base-element';
import type { Room, RoomPosition } from '../socket/events';
import { isConversation, levelOf } from '../notification/notification-rules';
import type { NotifiedRoom } from '../notification/notifier';
import { ElementState } from '../lib/element-state';
import { cloneTemplate, part } from '../lib/dom';

interface Row {
  readonly id: number;
  readonly kind: string;
  /** The notification level; empty if the user is not a member. */
  readonly level: string;
  /** The position when the server rendered the page; null for a room that was added later. */
  readonly mark: Omit<RoomPosition, 'version'> | null;
}

const rows = new ElementState<HTMLElement, Row>((item) => {
  const { dataset } = item;
  const id = Number(dataset['room']);
  return {
    id,
    kind: part(item, 'link').dataset['kind'] ?? '',
    level: dataset['notify'] ?? '',
    mark: {
      id,
      seq: Number(dataset['seq']),
      lastRead: Number(dataset['lastRead']),
      unread: Number(dataset['unread']),
      mentionedAt: (dataset['mentionedAt'] ?? '').split(',').filter(Boolean).map(Number),
    },
  };
});

/** The user's rooms with their unread counts, and public rooms that the user could join. */
export class RoomListElement extends BaseElement {
  /** The position in each of the user's rooms, as the server rendered it. */
  get marks(): Omit<RoomPosition, 'version'>[] {
    return this.#rows(this.#mine).flatMap(({ mark }) => (mark ? [mark] : []));
  }

  /** The ids of the user's rooms. */
  get mine(): number[] {
    return this.#rows(this.#mine).map(({ id }) => id);
  }

  /** A room as far as notifications need it; one that is not listed has the defaults. */
  notifiedRoom(id: number): NotifiedRoom {
    const item = this.#item(id);
    const { kind, level } = item ? rows.of(item) : { kind: '', level: '' };
    const name = item ? part(item, 'name').textContent : '';
    return { name, direct: isConversation(kind), level: levelOf(level, kind) };
  }

  /** The muted rooms. */
  get muted(): ReadonlySet<number> {
    const quiet = this.#rows(this).filter(({ level }) => level === 'nothing');
    return new Set(quiet.map(({ id }) => id));
  }

  showRoom(room: Room): void {
    const item = this.#item(room.id) ?? cloneTemplate<HTMLElement>('room-template');
    const link = part<HTMLAnchorElement>(item, 'link');
    const row = { id: room.id, kind: kindOf(room), level: room.notify ?? '', mark: null };
    rows.set(item, row);
    item.setAttribute('data-room', String(row.id));
    item.setAttribute('data-notify', row.level);
    link.setAttribute('data-kind', row.kind);
    link.href = `/rooms/${room.id}`;
    part(item, 'name').textContent = room.name;
    const list = room.member ? this.#mine : this.#others;
    if (item.parentElement !== list) {
      list.prepend(item);
    }
    this.#showTitle();
  }

  /** Marks the room that the page shows. */
  markOpen(id: number): void {
    this.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const item = this.#item(id);
    if (item) {
      part(item, 'link').ariaCurrent = 'page';
    }
  }

  removeRoom(id: number): void {
    this.#item(id)?.remove();
    this.#showTitle();
  }

  /** Shows the number of unread messages, and of those that mention the user. */
  showUnread(id: number, unread: number, mentions: number): void {
    const item = this.#item(id);
    if (item) {
      part(item, 'unread').textContent = upTo99(unread);
      part(item, 'badge').hidden = unread === 0;
      part(item, 'mentions').textContent = upTo99(mentions);
      part(item, 'mention-badge').hidden = mentions === 0;
    }
  }

  #showTitle(): void {
    part(this, 'others-title').hidden = this.#others.childElementCount === 0;
  }

  #item(id: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`li[data-room="${id}"]`);
  }

  #rows(list: HTMLElement): Row[] {
    return [...list.querySelectorAll<HTMLElement>('li')].map((item) => rows.of(item));
  }

  get #mine(): HTMLElement {
    return part(this, 'mine');
  }

  get #others(): HTMLElement {
    return part(this, 'others');
  }
}

function upTo99(count: number): string {
  return count > 99 ? '99+' : String(count);
}

/** The kind of a room for its symbol: group conversations are private rooms without a name. */
export function kindOf({ kind, unnamed }: Room): string {
  return unnamed && kind === 'private' ? 'several' : kind;
}

customElements.define('room-list', RoomListElement);
