import { BaseElement } from '../ui/base-element';
import { type Article, seqOf, stateOf } from './article-state';
import { currentUsername } from '../lib/current-user';
import { part } from '../lib/dom';
import { type MessageAction, emit } from '../lib/custom-events';
import { roomOf } from '../room/room-state';
import { isOffered } from './message-rights';

/**
 * The tool bar of a message: shown at the one that is pointed at, touched, or focused. In the log the arrow keys go
 * from message to message (`MessageKeys`), and the left and right keys from there into the bar.
 */
export class MessageToolsElement extends BaseElement {
  #list: HTMLElement | null = null;

  protected override connected(): void {
    this.listen(this, 'click', this.#onToolClick);
    this.listen(this, 'keydown', this.#onMenuKey);
    this.listen(this, 'focusout', this.#onFocusOut);
  }

  /** Serves the messages of a list, for as long as that exists. */
  serve(list: HTMLElement): void {
    this.#list = list;
    list.addEventListener('pointermove', ({ target }) => this.#attachTo(articleOf(target)), { passive: true });
    list.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.#hideUnlessUsed());
    list.addEventListener('focusin', ({ target }) => this.#attachTo(articleOf(target)));
    list.addEventListener('click', this.#onListClick);
  }

  #attachTo(article: Article | null): void {
    if (!article || article === this.parentElement || !this.#menu.hidden) {
      return;
    }
    const { seq, deleted } = stateOf(article);
    if (seq === null || deleted) {
      return;
    }
    this.#closeMenu();
    this.#updateTools(article);
    article.append(this);
    this.hidden = false;
  }

  /** The bar stays while it is in use. */
  #hideUnlessUsed(): void {
    if (this.#menu.hidden && !this.querySelector(':focus-visible')) {
      this.hidden = true;
      this.#list?.parentElement?.append(this);
    }
  }

  #updateTools(article: Article): void {
    const room = roomOf(article);
    for (const tool of this.querySelectorAll<HTMLElement>('[data-action]')) {
      tool.hidden = !isOffered(actionOf(tool).action, stateOf(article), room, currentUsername());
    }
  }

  readonly #onToolClick = (event: MouseEvent): void => {
    const tool = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
    const article = this.parentElement;
    if (!tool || !article) {
      return;
    }
    if (tool === this.#more) {
      return this.#menu.hidden ? this.#openMenu() : this.#closeMenu();
    }
    this.#closeMenu();
    emit(article, 'message:action', { ...actionOf(tool), seq: seqOf(article) });
  };

  readonly #onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) {
      this.#closeMenu();
    }
  };

  /**
   * Buttons in the message itself: its reactions and its earlier versions. On touch screens a tap also shows the bar.
   */
  readonly #onListClick = ({ target }: MouseEvent): void => {
    if (target instanceof Node && this.contains(target)) {
      return;
    }
    this.#attachTo(articleOf(target));
    const offer = '[data-action="react"], [data-action="versions"]';
    const button = target instanceof Element ? target.closest<HTMLElement>(offer) : null;
    const article = articleOf(target);
    if (article && button) {
      emit(article, 'message:action', { ...actionOf(button), seq: seqOf(article) });
    }
  };

  #openMenu(): void {
    this.#menu.hidden = false;
    this.#menu.toggleAttribute('data-up', this.#menu.getBoundingClientRect().bottom > this.#lowerBound);
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

  readonly #onMenuKey = (event: KeyboardEvent): void => {
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
      event.preventDefault();
      this.#closeMenu();
      this.#more.focus();
    }
    if (event.key === 'Tab') {
      this.#closeMenu();
    }
  };

  /** The lower bound of the menu, in pixels, below which it would be cut off. */
  get #lowerBound(): number {
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

/** The action for which the server has rendered a button. */
function actionOf({ dataset }: HTMLElement): { action: MessageAction; emoji?: string } {
  const { action, emoji } = dataset;
  return { action: action as MessageAction, ...(emoji && { emoji }) };
}

function articleOf(target: EventTarget | null): Article | null {
  return target instanceof Element ? target.closest<Article>('article') : null;
}

customElements.define('message-tools', MessageToolsElement);
