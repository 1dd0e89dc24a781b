import { BaseElement } from '../ui/base-element';
import { type Article, seqOf } from './message-article';
import { part, reader } from '../lib/dom';
import { type MessageAct, signal } from '../lib/custom-events';
import { roomOf } from '../room/room-state';
import { isOffered } from './message-rights';

/**
 * What can be done with a message: a tool bar that stands at the one that is pointed at, touched, or focused. In the log the
 * arrows go from message to message (`MessageKeys`), and Tab from there into the bar.
 */
export class MessageToolsElement extends BaseElement {
  #list: HTMLElement | null = null;

  protected override connected(): void {
    this.listen(this, 'click', this.#act);
    this.listen(this, 'keydown', this.#inMenu);
    this.listen(this, 'focusout', this.#left);
  }

  /** For all the time that the page is there. */
  serve(list: HTMLElement): void {
    this.#list = list;
    list.addEventListener('pointermove', ({ target }) => this.#standAt(articleOf(target)), { passive: true });
    list.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.#leaveUnlessUsed());
    list.addEventListener('focusin', ({ target }) => this.#standAt(articleOf(target)));
    list.addEventListener('click', this.#clicked);
  }

  #standAt(article: Article | null): void {
    const isMessage = article?.dataset['seq'] && !article.hasAttribute('data-deleted');
    if (!isMessage || article === this.parentElement || !this.#menu.hidden) {
      return;
    }
    this.#closeMenu();
    this.#offer(article);
    article.append(this);
    this.hidden = false;
  }

  /** A bar in which somebody is does not go away under their hands. */
  #leaveUnlessUsed(): void {
    if (this.#menu.hidden && !this.querySelector(':focus-visible')) {
      this.hidden = true;
      this.#list?.parentElement?.append(this);
    }
  }

  #offer(article: Article): void {
    const message = { author: article.dataset['author'] ?? '', pinned: article.hasAttribute('data-pinned') };
    const room = roomOf(article);
    for (const tool of this.querySelectorAll<HTMLElement>('[data-act]')) {
      tool.hidden = !isOffered(tool.dataset['act'] as MessageAct, message, room, reader());
    }
  }

  readonly #act = (event: MouseEvent): void => {
    const tool = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
    const article = this.parentElement;
    if (!tool || !article) {
      return;
    }
    if (tool === this.#more) {
      return this.#menu.hidden ? this.#openMenu() : this.#closeMenu();
    }
    this.#closeMenu();
    const { act, emoji } = tool.dataset;
    signal(article, 'message:act', { act: act as MessageAct, seq: seqOf(article), ...(emoji && { emoji }) });
  };

  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) {
      this.#closeMenu();
    }
  };

  /** What a message itself offers: its reactions, and what it said before. A finger has nothing to point with but a tap. */
  readonly #clicked = ({ target }: MouseEvent): void => {
    this.#standAt(articleOf(target));
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-action]') : null;
    const article = articleOf(target);
    const { action, emoji } = button?.dataset ?? {};
    if (article && (action === 'react' || action === 'versions')) {
      signal(article, 'message:act', { act: action, seq: seqOf(article), ...(emoji && { emoji }) });
    }
  };

  #openMenu(): void {
    this.#menu.hidden = false;
    this.#menu.toggleAttribute('data-up', this.#menu.getBoundingClientRect().bottom > this.#floor);
    this.#more.ariaExpanded = 'true';
    this.#items[0]?.focus();
  }

  #closeMenu(): void {
    if (!this.#menu.hidden) {
      this.#menu.hidden = true;
      this.#menu.removeAttribute('data-up');
      this.#more.ariaExpanded = 'false';
    }
  }

  readonly #inMenu = (event: KeyboardEvent): void => {
    if (this.#menu.hidden) {
      return;
    }
    const items = this.#items;
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      items[(at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length]?.focus();
    }
    if (event.key === 'Escape') {
      this.#closeMenu();
      this.#more.focus();
    }
    if (event.key === 'Tab') {
      this.#closeMenu();
    }
  };

  /** Below it a menu would be cut off. */
  get #floor(): number {
    return this.#list?.getBoundingClientRect().bottom ?? innerHeight;
  }

  get #items(): HTMLElement[] {
    return [...this.#menu.querySelectorAll<HTMLElement>('button:not([hidden])')];
  }

  get #more(): HTMLElement {
    return part(this, 'more');
  }

  get #menu(): HTMLElement {
    return part(this, 'menu');
  }
}

function articleOf(target: EventTarget | null): Article | null {
  return target instanceof Element ? target.closest<Article>('article') : null;
}

customElements.define('message-tools', MessageToolsElement);
