import { BaseElement } from '../ui/base-element';
import { join } from '../lib/api';
import type { Room } from '../socket/events';
import { PagedList } from '../ui/paged-list';
import { PanelDialog } from '../ui/panel-dialog';
import { cloneTemplate, part } from '../lib/dom';
import { changeRoom, rooms, type RoomFilter } from './room-api';
import { kindOf } from './room-list';
import { t, tCount } from '../lib/texts';

/**
 * The rooms that the user can see, is a member of, or that are archived, with search; they can be joined or restored.
 */
export class BrowseRoomsElement extends BaseElement {
  readonly #list = new PagedList<Room>(this, {
    page: (after, signal) => rooms(this.#shelf.value as RoomFilter, this.#filter.value.trim(), after, signal),
    draw: (room) => this.#item(room),
    emptyText: () => t('noSuchRoom'),
  });
  readonly #dialog = new PanelDialog(this, () => this.#list.reload());

  protected override connected(): void {
    this.#dialog.start(this.connection);
    this.#list.start(this.connection);
    this.listen(this.#filter, 'input', this.#list.reloadSoon);
    this.listen(this.#shelf, 'change', this.#list.reloadSoon);
    this.listen(part(this, 'items'), 'click', this.#onClick);
  }

  #item(room: Room): HTMLElement {
    const item = cloneTemplate<HTMLElement>('browsed-template');
    const link = part<HTMLAnchorElement>(item, 'link');
    link.href = `/rooms/${room.id}`;
    link.dataset['kind'] = kindOf(room);
    part(item, 'name').textContent = room.name;
    part(item, 'topic').textContent = room.topic;
    part(item, 'count').textContent = typeof room.members === 'number' ? tCount('members', room.members) : '';
    part(item, 'join').hidden = !room.permissions.includes('join');
    part(item, 'join').ariaLabel = t('joinRoom', room.name);
    part(item, 'restore').hidden = !room.permissions.includes('restore');
    part(item, 'restore').ariaLabel = t('restoreRoom', room.name);
    return item;
  }

  readonly #onClick = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    const room = this.#list.itemAt(target);
    if (button && room) {
      const { id } = room;
      const done = button.matches('[data-part="join"]') ? join(id) : changeRoom(id, { archived: false });
      void this.#list.reloadAfter(done.then(() => location.assign(`/rooms/${id}`)));
    }
  };

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #shelf(): HTMLSelectElement {
    return part(this, 'room-filter');
  }
}

customElements.define('browse-rooms', BrowseRoomsElement);
