import { BaseElement } from '../ui/base-element';
import { PagedList } from '../ui/paged-list';
import { currentUsername } from '../lib/current-user';
import { cloneTemplate, drawAvatar, drawPresence, part } from '../lib/dom';
import { assignRole, type Member, members, type Role, removeMember } from './room-api';
import { roomOf } from './room-state';
import { t } from '../lib/texts';

/** The members of the open room with their roles, which can be changed. */
export class RoomMembersElement extends BaseElement {
  readonly #list = new PagedList<Member>(this, {
    page: (after, signal) => members(this.#room, this.#filter.value.trim(), after, signal),
    draw: (member) => this.#item(member),
    emptyText: () => t('noMembersFound'),
  });

  protected override connected(): void {
    this.#list.start(this.connection);
    this.listen(this.#filter, 'input', this.#list.reloadSoon);
    this.listen(part(this, 'items'), 'click', this.#remove);
    this.listen(part(this, 'items'), 'change', this.#giveRole);
  }

  reload(): void {
    this.#list.reload();
  }

  /** A user joined, left, or has another role. Changes within a short time are fetched together. */
  onMembersChanged(): void {
    if (this.checkVisibility()) {
      this.#list.reloadSoon();
    }
  }

  showPresence(username: string, online: boolean): void {
    const item = this.querySelector<HTMLElement>(`li[data-username="${CSS.escape(username)}"]`);
    if (item) {
      drawPresence(item, online);
    }
  }

  #item(member: Member): HTMLElement {
    const item = cloneTemplate<HTMLElement>('member-template');
    item.setAttribute('data-username', member.username);
    part(item, 'name').textContent = member.displayName;
    part(item, 'username').textContent = member.username;
    drawAvatar(part(item, 'avatar'), member);
    drawPresence(item, member.online);
    this.#drawRole(item, member);
    return item;
  }

  #drawRole(item: HTMLElement, { username, displayName, role }: Member): void {
    const room = roomOf(this);
    const assigns = room.can('assign-roles');
    const select = part<HTMLSelectElement>(item, 'role');
    const remover = part(item, 'remove');
    select.value = role;
    select.ariaLabel = t('roleOf', displayName);
    select.hidden = !assigns;
    part(item, 'role-name').textContent = roleName(role);
    part(item, 'role-name').hidden = assigns || room.unnamed;
    remover.ariaLabel = t('removePerson', displayName);
    remover.hidden = username === currentUsername() || !room.can(role === 'owner' ? 'remove-owners' : 'remove-members');
  }

  readonly #remove = ({ target }: MouseEvent): void => {
    const member = this.#list.itemAt(target);
    const onButton = target instanceof Element && target.closest('[data-part="remove"]');
    if (member && onButton && confirm(t('removeFromRoom', member.displayName))) {
      void this.#list.reloadAfter(removeMember(this.#room, member.username));
    }
  };

  readonly #giveRole = ({ target }: Event): void => {
    const member = this.#list.itemAt(target);
    if (member && target instanceof HTMLSelectElement) {
      void this.#list.reloadAfter(assignRole(this.#room, member.username, target.value as Role));
    }
  };

  get #filter(): HTMLInputElement {
    return part(this, 'filter');
  }

  get #room(): number {
    return roomOf(this).id;
  }
}

function roleName(role: Role): string {
  switch (role) {
    case 'owner':
      return t('owner');
    case 'moderator':
      return t('moderator');
    case 'member':
      return t('member');
  }
}

customElements.define('room-members', RoomMembersElement);
