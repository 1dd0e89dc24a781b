import { type Article, stateOf } from './article-state';
import { articleAfter, articleBefore } from './message-groups';
import { letterOf } from '../ui/shortcuts';
import { signal } from '../lib/custom-events';

/**
 * Reading by keyboard: Home and End go to the first and the newest message of the room, the arrow keys from message to
 * message. "u" marks the focused message and all later ones as unread, and Escape marks all as read. PageUp and
 * PageDown are left to the browser.
 */
export class MessageKeys {
  readonly #list: HTMLElement;
  readonly #allRead: () => void;

  constructor(list: HTMLElement, allRead: () => void) {
    this.#list = list;
    this.#allRead = allRead;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#list.addEventListener('keydown', this.#press, { signal: connection });
  }

  readonly #press = (event: KeyboardEvent): void => {
    const { target, ctrlKey, metaKey, altKey, shiftKey } = event;
    const here = target === this.#list || (target instanceof Element && target.matches('article'));
    if (!here || event.defaultPrevented || ctrlKey || metaKey || altKey || shiftKey) {
      return;
    }
    if (this.#does(letterOf(event), target instanceof Element ? target.closest<Article>('article') : null)) {
      event.preventDefault();
    }
  };

  /** Handles a key and returns whether it has a meaning here. */
  #does(key: string, focused: Article | null): boolean {
    switch (key) {
      case 'Home':
        signal(this.#list, 'messages:jump', { to: 'message', seq: 1, found: false });
        return true;
      case 'End':
        signal(this.#list, 'messages:jump', { to: 'newest' });
        return true;
      case 'ArrowUp':
        return this.#goTo(focused, focused ? articleBefore(focused) : (this.#inView.at(-1) ?? null), 'top');
      case 'ArrowDown':
        return this.#goTo(focused, focused ? articleAfter(focused) : (this.#inView[0] ?? null), 'bottom');
      case 'u':
        return focused !== null && this.#markUnread(focused);
      case 'Escape':
        this.#allRead();
        return true;
      default:
        return false;
    }
  }

  /** A message that is only partly in view is first scrolled, by the browser. */
  #goTo(from: Article | null, to: Article | null, side: 'top' | 'bottom'): boolean {
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
      signal(this.#list, 'messages:unread', { seq });
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
