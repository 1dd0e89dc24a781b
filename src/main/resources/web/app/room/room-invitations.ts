import { BaseElement } from '../ui/base-element';
import { reason } from '../lib/api';
import { showRelativeTime } from '../lib/relative-times';
import { PagedList } from '../ui/paged-list';
import { PanelDialog } from '../ui/panel-dialog';
import { cloneTemplate, part } from '../lib/dom';
import { invitations, createInvitation, revokeInvitation, type RoomInvitation } from './room-api';
import { roomOf } from './room-state';
import { t, tCount } from '../lib/texts';

/** The invitation links of the open room: created, shown once, and revoked. */
export class RoomInvitationsElement extends BaseElement {
  readonly #list = new PagedList<RoomInvitation>(this, {
    page: (_after, signal) => invitations(roomOf(this).id, signal),
    draw: (link) => this.#item(link),
    emptyText: () => t('noLinks'),
  });
  readonly #dialog = new PanelDialog(this, () => this.#opened());

  protected override connected(): void {
    this.#dialog.start(this.connection);
    this.#list.start(this.connection);
    this.listen(this.#form, 'submit', this.#create);
    this.listen(part(this, 'copy'), 'click', this.#copy);
    this.listen(part(this, 'items'), 'click', this.#revoke);
  }

  #opened(): void {
    this.#showLink('');
    this.#list.reload();
  }

  #item({ madeBy, expiresAt, uses }: RoomInvitation): HTMLElement {
    const item = cloneTemplate<HTMLElement>('link-template');
    part(item, 'what').textContent =
      uses === null ? t('linkCreatedBy', madeBy) : tCount('linkCreatedByUsesLeft', uses, madeBy);
    showRelativeTime(part(item, 'until'), expiresAt, 'linkExpires');
    return item;
  }

  readonly #create = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = new FormData(this.#form);
    createInvitation(roomOf(this).id, Number(wanted.get('lasts')), Number(wanted.get('uses')) || null).then(
      ({ token }) => {
        this.#showLink(`${location.origin}/join/${token}`);
        this.#list.reload();
      },
      (failure: unknown) => this.#list.showNote(reason(failure)),
    );
  };

  readonly #revoke = ({ target }: MouseEvent): void => {
    const link = this.#list.itemAt(target);
    if (link && target instanceof Element && target.closest('button')) {
      this.#showLink('');
      void this.#list.reloadAfter(revokeInvitation(roomOf(this).id, link.id));
    }
  };

  /** If the clipboard is not available, the link is selected so that the user can copy it. */
  readonly #copy = (): void => {
    this.#link.select();
    const copied =
      'clipboard' in navigator
        ? navigator.clipboard.writeText(this.#link.value)
        : Promise.reject(new Error('no clipboard'));
    copied.then(
      () => this.#list.showNote(t('linkCopied')),
      () => this.#list.showNote(t('copySelected')),
    );
  };

  #showLink(link: string): void {
    part(this, 'made').hidden = link === '';
    this.#link.value = link;
    if (link) {
      this.#link.select();
    }
  }

  get #form(): HTMLFormElement {
    return part(this, 'form');
  }

  get #link(): HTMLInputElement {
    return part(this, 'link');
  }
}

customElements.define('room-invitations', RoomInvitationsElement);
