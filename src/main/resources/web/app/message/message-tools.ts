import { BaseElement } from '../ui/base-element';
import { type Article, seqOf, stateOf } from './article-state';
import { reader } from '../lib/current-user';
import { part } from '../lib/dom';
import { type MessageAct, signal } from '../lib/custom-events';
import { roomOf } from '../room/room-state';
import { isOffered } from './message-rights';

/**
 * The tool bar of a message: shown at the one that is pointed at, touched, or focused. In the log the arrow keys go
 * from message to message (`MessageKeys`), and Tab goes from there into the bar.
 */
export class MessageToolsElement extends BaseElement {
  #list: HTMLElement | null = null;

  protected override connected(): void {
    this.listen(this, 'click', this.#act);
    this.listen(this, 'keydown', this.#inMenu);
    this.listen(this, 'focusout', this.#left);
  }

  /** Serves the messages of a list, for as long as that exists. */
  serve(list: HTMLElement): void {
    this.#list = list;
    list.addEventListener('pointermove', ({ target }) => this.#standAt(articleOf(target)), { passive: true });
    list.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.#leaveUnlessUsed());
    list.addEventListener('focusin', ({ target }) => this.#standAt(articleOf(target)));
    list.addEventListener('click', this.#clicked);
  }

  #standAt(article: Article | null): void {
    if (!article || article === this.parentElement || !this.#menu.hidden) {
      return;
    }
    const { seq, deleted } = stateOf(article);
    if (seq === null || deleted) {
      return;
    }
    this.#closeMenu();
    this.#offer(article);
    article.append(this);
    this.hidden = false;
  }

  /** The bar stays while it is in use. */
  #leaveUnlessUsed(): void {
    if (this.#menu.hidden && !this.querySelector(':focus-visible')) {
      this.hidden = true;
      this.#list?.parentElement?.append(this);
    }
  }

  #offer(article: Article): void {
    const room = roomOf(article);
    for (const tool of this.querySelectorAll<HTMLElement>('[data-act]')) {
      tool.hidden = !isOffered(actionOf(tool).act, stateOf(article), room, reader());
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
    signal(article, 'message:act', { ...actionOf(tool), seq: seqOf(article) });
  };

  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) {
      this.#closeMenu();
    }
  };

  /**
   * Buttons in the message itself: its reactions and its earlier versions. On touch screens a tap also shows the bar.
   */
  readonly #clicked = ({ target }: MouseEvent): void => {
    this.#standAt(articleOf(target));
    const offer = '[data-action="react"], [data-action="versions"]';
    const button = target instanceof Element ? target.closest<HTMLElement>(offer) : null;
    const article = articleOf(target);
    if (article && button) {
      signal(article, 'message:act', { ...actionOf(button), seq: seqOf(article) });
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

  /** The lower bound of the menu, in pixels, below which it would be cut off. */
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

/** What the server has rendered a button for. */
function actionOf({ dataset }: HTMLElement): { act: MessageAct; emoji?: string } {
  const { act, action, emoji } = dataset;
  return { act: (act ?? action) as MessageAct, ...(emoji && { emoji }) };
}

function articleOf(target: EventTarget | null): Article | null {
  return target instanceof Element ? target.closest<Article>('article') : null;
}

customElements.define('message-tools', MessageToolsElement);
