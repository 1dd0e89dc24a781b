import { BaseElement } from '../ui/base-element';
import { reason } from '../lib/api';
import { showDistance } from '../lib/distances';
import { PagedList } from '../ui/paged-list';
import { PanelDialog } from '../ui/panel-dialog';
import { copyOf, part } from '../lib/dom';
import { links, makeLink, revokeLink, type RoomLink } from './room-api';
import { roomOf } from './room-state';
import { say, sayCount } from '../lib/texts';

/** The invitation links of the open room: created, shown once, and revoked. */
export class RoomInvitationsElement extends BaseElement {
  readonly #list = new PagedList<RoomLink>(this, {
    page: (_after, signal) => links(roomOf(this).id, signal),
    draw: (link) => this.#item(link),
    nothing: () => say('noLinks'),
  });
  readonly #dialog = new PanelDialog(this, () => this.#begin());

  protected override connected(): void {
    this.#dialog.start(this.connection);
    this.#list.start(this.connection);
    this.listen(this.#form, 'submit', this.#make);
    this.listen(part(this, 'copy'), 'click', this.#copy);
    this.listen(part(this, 'items'), 'click', this.#revoke);
  }

  #begin(): void {
    this.#show('');
    this.#list.find();
  }

  #item({ madeBy, expiresAt, uses }: RoomLink): HTMLElement {
    const item = copyOf<HTMLElement>('link-template');
    part(item, 'what').textContent = uses === null ? say('linkFor', madeBy) : sayCount('linkForSome', uses, madeBy);
    showDistance(part(item, 'until'), expiresAt, 'linkEnds');
    return item;
  }

  readonly #make = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = new FormData(this.#form);
    makeLink(roomOf(this).id, Number(wanted.get('lasts')), Number(wanted.get('uses')) || null).then(
      ({ token }) => {
        this.#show(`${location.origin}/join/${token}`);
        this.#list.find();
      },
      (failure: unknown) => this.#list.say(reason(failure)),
    );
  };

  readonly #revoke = ({ target }: MouseEvent): void => {
    const link = this.#list.itemAt(target);
    if (link && target instanceof Element && target.closest('button')) {
      this.#show('');
      void this.#list.after(revokeLink(roomOf(this).id, link.id));
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
      () => this.#list.say(say('linkCopied')),
      () => this.#list.say(say('copySelected')),
    );
  };

  #show(link: string): void {
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
