import { ElementState } from '../lib/element-state';
import type { Permission, Room, RoomKind } from '../socket/events';

type Shown = Pick<Room, 'id' | 'kind' | 'unnamed' | 'member' | 'archived' | 'permissions'>;

/** What the script knows of a room that it shows: rendered into the room's header by the server, then updated by its events. */
export class RoomState {
  readonly id: number;
  readonly kind: RoomKind;
  /** Whether it is a conversation, which is named after its members. */
  readonly unnamed: boolean;
  #member = false;
  #archived = false;
  #permissions: ReadonlySet<Permission> = new Set();

  constructor(room: Shown) {
    this.id = room.id;
    this.kind = room.kind;
    this.unnamed = room.unnamed === true;
    this.update(room);
  }

  get member(): boolean {
    return this.#member;
  }

  get archived(): boolean {
    return this.#archived;
  }

  /** Whether the user has the permission, as the server has said last; the server decides again on each request. */
  can(permission: Permission): boolean {
    return this.#permissions.has(permission);
  }

  update({ member, archived, permissions }: Omit<Shown, 'id' | 'kind' | 'unnamed'>): void {
    this.#member = member;
    this.#archived = archived === true;
    this.#permissions = new Set(permissions);
  }

  /** The user is no longer a member, and has these permissions left. */
  leave(permissions: readonly Permission[]): void {
    this.#member = false;
    this.#permissions = new Set(permissions);
  }
}

const states = new ElementState<HTMLElement, RoomState>(
  ({ dataset }) =>
    new RoomState({
      id: Number(dataset['room']),
      kind: dataset['kind'] as RoomKind,
      unnamed: dataset['unnamed'] !== undefined,
      member: dataset['member'] !== undefined,
      archived: dataset['archived'] !== undefined,
      permissions: (dataset['permissions'] ?? '').split(' ').filter(Boolean) as Permission[],
    }),
);

/** The room in whose view an element is. */
export function roomOf(element: Element): RoomState {
  const header = element.closest('[data-part="view"]')?.querySelector<HTMLElement>('room-header');
  if (!header) {
    throw new Error(`<${element.localName}> is in no room`);
  }
  return states.of(header);
}

/** The room that the page shows; null where it shows none. */
export function openRoomState(): RoomState | null {
  const header = document.querySelector<HTMLElement>('room-header');
  return header && states.of(header);
}
