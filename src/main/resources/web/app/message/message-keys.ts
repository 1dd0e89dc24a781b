import { type Article, seqOf, stateOf } from './article-state';
import { currentUsername } from '../lib/current-user';
import { usableIn } from './log-tab-stop';
import { isOffered } from './message-rights';
import { roomOf } from '../room/room-state';
import { articleAfter, articleBefore } from './message-groups';
import { keyOf } from '../ui/shortcuts';
import { type MessageAction, emit } from '../lib/custom-events';

/** Keys for actions on the focused message. */
const ACTIONS: ReadonlyMap<string, MessageAction> = new Map([
  ['r', 'reply'],
  ['e', 'edit'],
  ['+', 'pick'],
]);

/**
 * Reading by keyboard: Home and End go to the first and the newest message of the room, the up and down keys from
 * message to message, the left and right keys through the links and actions of one, and Escape back to it. "u" marks the
 * focused message and all later ones as unread, "r" replies to it, "e" edits it, "+" reacts to it, and Escape marks all
 * as read. PageUp and PageDown are left to the browser.
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
    const key = keyOf(event);
    if (!(target instanceof HTMLElement) || event.defaultPrevented || ctrlKey || metaKey || altKey) {
      return;
    }
    const article = target.closest<Article>('article');
    const isHere = target === this.#list || target === article;
    if (shiftKey && key !== '+') {
      return;
    }
    if (isHere ? this.#handleKey(key, article) : this.#handleKeyWithin(key, target, article)) {
      event.preventDefault();
    }
  };

  /** The focus is on a link or a button, of a message or at an edge of the log. */
  #handleKeyWithin(key: string, target: HTMLElement, article: Article | null): boolean {
    if (!article) {
      return (key === 'ArrowDown' || key === 'ArrowUp') && this.#leaveEdge(target, key);
    }
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowRight':
        return !target.matches('audio, video') && this.#moveWithin(article, target, key);
      case 'Escape':
        article.focus();
        return true;
      default:
        return false;
    }
  }

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
      case 'ArrowLeft':
      case 'ArrowRight':
        return focused !== null && this.#moveWithin(focused, null, key);
      case 'u':
        return focused !== null && this.#markUnread(focused);
      case 'Escape':
        this.#markAllRead();
        return true;
      default:
        return focused !== null && this.#act(focused, ACTIONS.get(key));
    }
  }

  #act(article: Article, action: MessageAction | undefined): boolean {
    const state = stateOf(article);
    const isStored = state.seq !== null && !state.deleted;
    if (!action || !isStored || !isOffered(action, state, roomOf(article), currentUsername())) {
      return false;
    }
    emit(article, 'message:action', { action, seq: seqOf(article) });
    return true;
  }

  /** Behind the last element, and before the first one, is the message itself. */
  #moveWithin(article: Article, from: HTMLElement | null, key: 'ArrowLeft' | 'ArrowRight'): boolean {
    const stops = [article, ...usableIn(article)];
    const step = (key === 'ArrowRight') === (document.documentElement.dir !== 'rtl') ? 1 : -1;
    const at = from ? stops.indexOf(from) : 0;
    stops.at((at + step) % stops.length)?.focus();
    return stops.length > 1;
  }

  /** From a button that loads more, to the message next to it. */
  #leaveEdge(button: HTMLElement, key: 'ArrowDown' | 'ArrowUp'): boolean {
    const next = key === 'ArrowDown' ? articleAfter(button) : articleBefore(button);
    next?.focus();
    return next !== null;
  }

  /** A message that is only partly in view is first scrolled, by the browser. */
  #focusArticle(from: Article | null, to: Article | null, side: 'top' | 'bottom'): boolean {
    const view = this.#list.getBoundingClientRect();
    const at = from?.getBoundingClientRect();
    const isCut = at && (side === 'top' ? at.top < view.top - 1 : at.bottom > view.bottom + 1);
    const next = to ?? (from && this.#buttonAt(side));
    if (isCut || !next) {
      return false;
    }
    next.focus();
    return true;
  }

  /** The button at an edge, where there are more messages. */
  #buttonAt(side: 'top' | 'bottom'): HTMLElement | null {
    return this.#list.querySelector(`:scope > .${side === 'top' ? 'earlier' : 'later'}:not([hidden])`);
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
