import { BaseElement } from '../ui/base-element';
import { hasDraft } from '../composer/message-composer';
import { currentUsername } from '../lib/current-user';
import type { Person, Room, RoomPosition } from '../socket/events';
import { isConversation, levelOf } from '../notification/notification-rules';
import type { NotifiedRoom } from '../notification/notifier';
import { ElementState } from '../lib/element-state';
import { cloneTemplate, drawAvatar, drawPresence, part } from '../lib/dom';
import { type ListedRoom, orderOf, type Section, sectionOf } from './room-order';
import { UnreadEdges } from './unread-edges';

interface Row extends ListedRoom {
  readonly id: number;
  /** The notification level; empty if the user is not a member. */
  readonly level: string;
  readonly member: boolean;
  /** The username of the other member of a direct room. */
  readonly with: string | null;
  /** The position when the server rendered the page; null for a room that was added later. */
  readonly mark: Omit<RoomPosition, 'version'> | null;
}

const SECTIONS: Readonly<Record<Section, string>> = {
  unread: 'unread-rooms',
  rooms: 'named-rooms',
  direct: 'conversations',
};

/** The places of rows that the server rendered: the first one is the most recent. */
let rendered = 0;

const rows = new ElementState<HTMLElement, Row>((item) => {
  const { dataset } = item;
  const id = Number(dataset['room']);
  return {
    id,
    name: part(item, 'name').textContent,
    kind: part(item, 'link').dataset['kind'] ?? '',
    level: dataset['notify'] ?? '',
    member: dataset['notify'] !== '',
    with: dataset['username'] ?? null,
    unread: Number(dataset['unread']),
    activity: --rendered,
    mark: {
      id,
      seq: Number(dataset['seq']),
      lastRead: Number(dataset['lastRead']),
      unread: Number(dataset['unread']),
      mentionedAt: (dataset['mentionedAt'] ?? '').split(',').filter(Boolean).map(Number),
    },
  };
});

/**
 * The user's rooms with their unread counts, in sections: unread, named rooms, and conversations. A room that the user is
 * not a member of is listed while it is open. The list is one tab stop; the arrow keys move from room to room.
 */
export class RoomListElement extends BaseElement {
  readonly #edges = new UnreadEdges(this, () => this.#items.filter((item) => isUnread(rows.of(item))));
  #activity = 0;

  protected override connected(): void {
    this.#edges.start(this.connection);
    this.listen(this, 'keydown', this.#onKey);
    this.listen(this, 'focusin', ({ target }) => this.#moveTabStop(target));
    this.#items.forEach((item) => rows.of(item));
    this.#drawNames();
    this.#drawDrafts();
    this.#moveTabStop(this.querySelector('[aria-current]'));
    this.#edges.draw();
  }

  /** The position in each of the user's rooms, as the server rendered it. */
  get marks(): Omit<RoomPosition, 'version'>[] {
    return this.#rows.flatMap(({ mark, member }) => (mark && member ? [mark] : []));
  }

  /** The ids of the user's rooms. */
  get mine(): number[] {
    return this.#rows.filter(({ member }) => member).map(({ id }) => id);
  }

  /** A room as far as notifications need it; one that is not listed has the defaults. */
  notifiedRoom(id: number): NotifiedRoom {
    const item = this.#item(id);
    const { name, kind, level } = item ? rows.of(item) : { name: '', kind: '', level: '' };
    return { name, direct: isConversation(kind), level: levelOf(level, kind) };
  }

  /** The muted rooms. */
  get muted(): ReadonlySet<number> {
    const quiet = this.#rows.filter(({ level }) => level === 'nothing');
    return new Set(quiet.map(({ id }) => id));
  }

  /** @param open whether the page shows this room */
  showRoom(room: Room, open: boolean): void {
    if (!room.member && !open) {
      this.removeRoom(room.id);
      return;
    }
    const known = this.#item(room.id);
    const item = known ?? cloneTemplate<HTMLElement>('room-template');
    const link = part<HTMLAnchorElement>(item, 'link');
    const row = {
      id: room.id,
      name: room.name,
      kind: kindOf(room),
      level: room.notify ?? '',
      member: room.member,
      with: room.with ?? null,
      unread: known ? rows.of(known).unread : 0,
      activity: known ? rows.of(known).activity : ++this.#activity,
      mark: null,
    };
    rows.set(item, row);
    item.setAttribute('data-room', String(row.id));
    item.setAttribute('data-notify', row.level);
    link.setAttribute('data-kind', row.kind);
    link.href = `/rooms/${room.id}`;
    part(item, 'name').textContent = room.name;
    drawPartner(item, row);
    this.#place(item);
    this.#drawNames();
  }

  /** A message has arrived: the conversation is the most recent one now. */
  onMessage(id: number): void {
    const item = this.#item(id);
    if (item) {
      rows.set(item, { ...rows.of(item), activity: ++this.#activity });
      this.#place(item);
    }
  }

  /** Marks the room that the page shows. Those that were read meanwhile return to their section. */
  markOpen(id: number): void {
    this.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const item = this.#item(id);
    if (item) {
      part(item, 'link').ariaCurrent = 'page';
      this.#moveTabStop(part(item, 'link'));
    }
    this.#items.filter((other) => other !== item && !rows.of(other).member).forEach((other) => other.remove());
    this.#items.forEach((other) => this.#sort(other));
    this.#drawDrafts();
  }

  removeRoom(id: number): void {
    this.#item(id)?.remove();
    this.#drawSections();
  }

  /** Shows the number of unread messages, and of those that mention the user. */
  showUnread(id: number, unread: number, mentions: number): void {
    const item = this.#item(id);
    if (item) {
      rows.set(item, { ...rows.of(item), unread });
      part(item, 'unread').textContent = upTo99(unread);
      part(item, 'badge').hidden = unread === 0;
      part(item, 'mentions').textContent = upTo99(mentions);
      part(item, 'mention-badge').hidden = mentions === 0;
      this.#place(item);
    }
  }

  showPresence(username: string, online: boolean): void {
    this.#items.filter((item) => rows.of(item).with === username).forEach((item) => drawPresence(item, online));
  }

  showPeople(people: readonly Person[]): void {
    people.forEach(({ username, online }) => this.showPresence(username, online));
  }

  #place(item: HTMLElement): void {
    this.#sort(item);
    this.#drawSections();
  }

  /** An open room stays where it is when it is read, as it would move from under the pointer. */
  #sort(item: HTMLElement): void {
    const row = rows.of(item);
    const isOpen = part(item, 'link').ariaCurrent === 'page';
    const stays = isOpen && item.parentElement === part(this, SECTIONS.unread) && row.level !== 'nothing';
    const list = part(this, SECTIONS[stays ? 'unread' : sectionOf(row)]);
    const others = [...list.querySelectorAll<HTMLElement>(':scope > li')].filter((other) => other !== item);
    const next = others.find((other) => orderOf(row, rows.of(other)) < 0) ?? null;
    if (item.parentElement !== list || item.nextElementSibling !== next) {
      this.#move(item, list, next);
    }
  }

  /** An element that is moved loses the focus. */
  #move(item: HTMLElement, list: HTMLElement, next: HTMLElement | null): void {
    const focused = item.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    list.insertBefore(item, next);
    focused?.focus({ preventScroll: true });
  }

  #drawSections(): void {
    part(this, 'unread-section').hidden = part(this, SECTIONS.unread).childElementCount === 0;
    this.#edges.draw();
  }

  /** Usernames are shown only where display names are the same. */
  #drawNames(): void {
    const direct = this.#items.filter((item) => rows.of(item).with !== null);
    const names = direct.map((item) => rows.of(item).name);
    direct.forEach((item) => {
      const { name } = rows.of(item);
      part(item, 'username').hidden = names.indexOf(name) === names.lastIndexOf(name);
    });
  }

  #drawDrafts(): void {
    for (const item of this.#items) {
      const isOpen = part(item, 'link').ariaCurrent === 'page';
      part(item, 'draft').hidden = isOpen || !hasDraft(rows.of(item).id);
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('.room-link') : null;
    if (!link || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }
    const links = this.#links;
    const next = neighbour(links, links.indexOf(link), event.key);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };

  #moveTabStop(target: EventTarget | null): void {
    const links = this.#links;
    const stop = target instanceof Element ? target.closest('.room-link') : null;
    const chosen = links.find((link) => link === stop) ?? links.find((link) => link.tabIndex === 0) ?? links[0];
    links.forEach((link) => (link.tabIndex = link === chosen ? 0 : -1));
  }

  #item(id: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`li[data-room="${id}"]`);
  }

  get #links(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.room-link')];
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('li.room')];
  }

  get #rows(): Row[] {
    return this.#items.map((item) => rows.of(item));
  }
}

function isUnread(row: Row): boolean {
  return sectionOf(row) === 'unread';
}

function neighbour(links: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return links[at + 1];
    case 'ArrowUp':
      return links[at - 1];
    case 'Home':
      return links[0];
    case 'End':
      return links.at(-1);
    default:
      return undefined;
  }
}

function drawPartner(item: HTMLElement, row: Row): void {
  part(item, 'face').hidden = row.with === null;
  part(item, 'you').hidden = row.with !== currentUsername();
  if (row.with !== null && item.dataset['username'] !== row.with) {
    item.setAttribute('data-username', row.with);
    part(item, 'username').textContent = `@${row.with}`;
    drawAvatar(part(item, 'avatar'), { username: row.with, displayName: row.name, picture: null });
    drawPresence(item, false);
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
