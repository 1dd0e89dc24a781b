import { type Article, stateOf } from './article-state';
import { articleAfter, articleBefore } from './message-groups';
import { keyOf } from '../ui/shortcuts';
import { emit } from '../lib/custom-events';

/**
 * Reading by keyboard: Home and End go to the first and the newest message of the room, the arrow keys from message to
 * message. "u" marks the focused message and all later ones as unread, and Escape marks all as read. PageUp and
 * PageDown are left to the browser.
 */
export class MessageKeys {
  readonly #list: HTMLElement;
  readonly #markAllRead: () => void;

  constructor(list: HTMLElement, allRead: () => void) {
    this.#list = list;
    this.#markAllRead = allRead;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#list.addEventListener('keydown', this.#onKey, { signal: connection });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { target, ctrlKey, metaKey, altKey, shiftKey } = event;
    const here = target === this.#list || (target instanceof Element && target.matches('article'));
    if (!here || event.defaultPrevented || ctrlKey || metaKey || altKey || shiftKey) {
      return;
    }
    if (this.#handleKey(keyOf(event), target instanceof Element ? target.closest<Article>('article') : null)) {
      event.preventDefault();
    }
  };

  /** Handles a key and returns whether it has a meaning here. */
  #handleKey(key: string, focused: Article | null): boolean {
    switch (key) {
      case 'Home':
        emit(this.#list, 'messages:jump', { to: 'message', seq: 1, found: false });
        return true;
      case 'End':
        emit(this.#list, 'messages:jump', { to: 'newest' });
        return true;
      case 'ArrowUp':
        return this.#focusArticle(focused, focused ? articleBefore(focused) : (this.#inView.at(-1) ?? null), 'top');
      case 'ArrowDown':
        return this.#focusArticle(focused, focused ? articleAfter(focused) : (this.#inView[0] ?? null), 'bottom');
      case 'u':
        return focused !== null && this.#markUnread(focused);
      case 'Escape':
        this.#markAllRead();
        return true;
      default:
        return false;
    }
  }

  /** A message that is only partly in view is first scrolled, by the browser. */
  #focusArticle(from: Article | null, to: Article | null, side: 'top' | 'bottom'): boolean {
    const view = this.#list.getBoundingClientRect();
    const at = from?.getBoundingClientRect();
    const isCut = at && (side === 'top' ? at.top < view.top - 1 : at.bottom > view.bottom + 1);
    if (isCut || !to) {
      return false;
    }
    to.focus();
    return true;
  }

  #markUnread(article: Article): boolean {
    const { seq } = stateOf(article);
    if (seq !== null) {
      emit(this.#list, 'messages:mark-unread', { seq });
    }
    return seq !== null;
  }

  get #inView(): Article[] {
    const { top, bottom } = this.#list.getBoundingClientRect();
    return [...this.#list.querySelectorAll<Article>(':scope > article')].filter((article) => {
      const at = article.getBoundingClientRect();
      return at.bottom > top && at.top < bottom;
    });
  }
}
