import { BaseElement } from '../ui/base-element';
import type { UnsentMessage } from '../composer/outbox-store';
import type { Author, Message } from '../socket/events';
import { LogPaging, type LogWindow } from './log-paging';
import { LogArticles } from './log-articles';
import { showPending, showFailed } from './message-article';
import { type Article, seqOf, stateOf } from './article-state';
import { removeArticle } from './message-groups';
import { LogTabStop } from './log-tab-stop';
import { MessageKeys } from './message-keys';
import { NewestButton } from './newest-button';
import { part } from '../lib/dom';
import { ReadingPosition } from '../room/reading-position';
import { ScrollKeeper } from './scroll-keeper';
import { type Place, emit } from '../lib/custom-events';
import type { FirstPage } from './timeline';

/** Screen readers notice additions with a delay. */
const LIVE_REGION_DELAY_MS = 500;
/** How many messages the page keeps, about a dozen screens. Some more are shown before a batch is removed. */
const KEPT_MESSAGES = 200;
const MAX_MESSAGES = 250;

/**
 * The log of the open room: the messages around the view, in order of `seq`, and after the newest one the unsent
 * messages.
 */
export class MessageListElement extends BaseElement {
  readonly #articles = new LogArticles(this);
  readonly #scroll = new ScrollKeeper(this, () => !this.hasAttribute('data-later'));
  readonly #keys = new MessageKeys(this, () => this.readAll());
  readonly #tabStop = new LogTabStop(this);
  #edges!: LogPaging;
  #pill!: NewestButton;
  #reading!: ReadingPosition;
  /** Whether it was in the page before, and so is set up already. */
  #wasConnected = false;

  protected override connected(): void {
    if (!this.#wasConnected) {
      this.#edges = new LogPaging(this);
      this.#pill = new NewestButton(this.#newest);
      this.#reading = new ReadingPosition(this, part(this.#frame, 'log-status'));
    }
    this.#articles.complete();
    this.#edges.start(this.connection);
    this.#scroll.start(this.connection);
    this.#keys.start(this.connection);
    this.#tabStop.start(this.connection);
    this.#reading.start(this.connection);
    if (!this.#wasConnected) {
      this.reveal(this.#initialPlace);
    }
    this.#wasConnected = true;
    this.listen(this, 'scroll', this.updateView, { passive: true });
    this.listen(this, 'click', this.#onClick);
    this.listen(this.#newest, 'click', this.#showNewest);
    this.listen(this.#reading.markReadButton, 'click', this.#onMarkRead);
    this.listen(document, 'visibilitychange', this.#onVisibilityChange);
  }

  /** The messages that the server rendered into the page. */
  get firstPage(): FirstPage {
    const messages = this.#articles.stored
      .map(stateOf)
      .map(({ seq, version }) => ({ seq: seq ?? 0, version: version ?? 0 }));
    return {
      position: Number(this.dataset['version']),
      more: this.#edges.hasEarlier,
      later: this.#edges.hasLater,
      messages,
    };
  }

  /** The `seq` of the message in the middle of the view; null at the end. */
  get seqInView(): number | null {
    const { top, height } = this.getBoundingClientRect();
    const article = this.#articles.stored.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
    return this.#scroll.atEnd || !article ? null : seqOf(article);
  }

  /**
   * Shows the current state of messages. A pending unsent message becomes its message in place: there is never a second one.
   */
  show(messages: readonly Message[]): void {
    const wasAtEnd = this.#scroll.atEnd;
    const newest = this.#articles.newestSeq;
    this.#change(() => messages.forEach((message) => this.#articles.put(message)));
    if (!wasAtEnd && !this.hasAttribute('data-later') && this.#articles.newestSeq > newest) {
      this.#pill.onNewMessage();
    }
  }

  /** Replaces the messages that are shown; unsent messages stay. */
  replace(messages: readonly Message[]): void {
    this.#keepFocus(() => {
      this.#articles.stored.forEach(removeArticle);
      messages.forEach((message) => this.#articles.put(message));
    });
    this.#reading.draw(this.#articles.stored);
    this.#empty.hidden = this.#articles.all.length > 0;
  }

  shows(seq: number): boolean {
    return this.#articles.bySeq(seq) !== null;
  }

  /** Scrolls to a place, or to the end if it is not shown. */
  reveal(place: Place): void {
    const article = place.to === 'message' ? this.#articles.bySeq(place.seq) : null;
    this.querySelector('[data-found]')?.removeAttribute('data-found');
    if (article && place.to === 'message') {
      article.toggleAttribute('data-found', place.found);
      this.#scroll.scrollTo(article);
      article.focus({ preventScroll: true });
    } else {
      this.#scroll.scrollToEnd();
    }
    this.updateView();
  }

  /** Another room is opened, and the list is about to be taken out of the page. */
  suspend(): void {
    this.#reading.suspend(this.#scroll.atEnd, this.#articles.newestSeq);
    this.#change(() => undefined);
    this.#scroll.suspend();
  }

  /** The room is open again, and the list is back in the page. */
  resume(): void {
    this.#reading.resume(true);
    this.#scroll.resume();
  }

  /**
   * Removes messages that are far from the view.
   *
   * @return the first and the last message that are left, each only if it has changed; null if nothing was removed
   */
  trim(): { first?: number; last?: number } | null {
    const stored = this.#articles.stored;
    if (stored.length <= MAX_MESSAGES || !this.isConnected) {
      return null;
    }
    const first = Math.max(
      0,
      Math.min(this.#scroll.firstInView(stored) - KEPT_MESSAGES / 2, stored.length - KEPT_MESSAGES),
    );
    const kept = stored.slice(first, first + KEPT_MESSAGES);
    const gone = [...stored.slice(0, first), ...stored.slice(first + KEPT_MESSAGES)];
    this.#change(() => this.#keepFocus(() => gone.forEach(removeArticle)));
    return {
      ...(kept[0] !== stored[0] && { first: seqOf(kept[0] as Article) }),
      ...(kept.at(-1) !== stored.at(-1) && { last: seqOf(kept.at(-1) as Article) }),
    };
  }

  /** Screen readers announce new messages, and must not announce old ones while a page of them is loaded. */
  showWindow(window: LogWindow): void {
    if (window.loading) {
      this.ariaLive = 'off';
    } else if (this.ariaLive === 'off') {
      setTimeout(() => (this.ariaLive = null), LIVE_REGION_DELAY_MS);
    }
    this.#reading.showFailed(window.failed === 'elsewhere');
    if (this.#edges.hasChanged(window)) {
      this.#scroll.keepPosition(() => this.#keepFocus(() => this.#edges.draw(window)));
    }
  }

  showUnsent(unsent: UnsentMessage, author: Author): void {
    this.#articles.putUnsent(unsent, author);
    this.#empty.hidden = true;
    this.#scroll.scrollToEnd();
  }

  showPending(): void {
    this.#articles.unsent.forEach(showPending);
  }

  showFailed(): void {
    this.#scroll.keepPosition(() => this.#articles.unsent.forEach(showFailed));
  }

  /** Removes an unsent message that will not be sent, unless it has become a message. */
  removeUnsent(clientId: string): void {
    this.#articles.unsent.filter((article) => stateOf(article).clientId === clientId).forEach(removeArticle);
    this.#empty.hidden = this.#articles.all.length > 0;
  }

  has(clientId: string): boolean {
    return this.#articles.stored.some((article) => stateOf(article).clientId === clientId);
  }

  /** Shows how far the user has read, and the number of unread messages after that. */
  showReadPosition(me: string, lastRead: number, unread: number): void {
    this.#reading.show(me, lastRead, unread);
    this.#pill.setUnread(unread);
    this.#change(() => undefined);
  }

  /**
   * Marks the messages after this one as unread although they are in view, until the user scrolls to the end again.
   */
  markUnread(lastRead: number): void {
    this.#reading.markUnread(lastRead);
    this.#change(() => undefined);
    this.updateView();
  }

  /** The user has written a message, and so has read those before. */
  markRead(): void {
    this.#reading.markRead();
    this.#change(() => undefined);
  }

  /** Shows the number of unread messages after `lastRead`. */
  showUnread(count: number, lastRead: number): void {
    this.#pill.setUnread(count);
    if (this.#reading.setUnread(count, lastRead)) {
      this.#change(() => undefined);
    }
  }

  /** A message has arrived; if it is not read by being in view, the line is put before it. */
  onUnreadArrived(lastRead: number): void {
    if (!this.#scroll.atEnd || document.visibilityState !== 'visible') {
      this.onUnreadMissed(lastRead);
    }
  }

  /** Messages arrived while the page was disconnected: the line is put before the first of them. */
  onUnreadMissed(lastRead: number): void {
    this.#reading.onUnreadArrived(lastRead);
    this.#change(() => undefined);
    this.updateView();
  }

  /** Marks all messages of the room as read, and goes to the newest. If all are read, the place stays. */
  readAllIfUnread(): void {
    if (this.#reading.hasUnread) {
      this.readAll();
    } else {
      this.markRead();
    }
  }

  /** Called when the view may have changed: reports what has been seen, and loads more where little is left. */
  readonly updateView = (): void => {
    if (!this.isConnected) {
      return;
    }
    const atEnd = this.#scroll.atEnd;
    this.#pill.show(atEnd, this.#scroll.below > this.clientHeight || this.hasAttribute('data-later'));
    if (this.#reading.update(atEnd) && document.visibilityState === 'visible' && this.#articles.newestSeq > 0) {
      emit(this, 'messages:seen', { seq: this.#articles.newestSeq });
    }
    this.#edges.loadIfNear(this.scrollTop, this.#scroll.below);
  };

  /** Changes what is shown, including the lines between messages, without moving what is in view. */
  #change(change: () => void): void {
    this.#scroll.keepPosition(() => {
      change();
      this.#tabStop.check();
      this.#reading.draw(this.#articles.stored);
      this.#empty.hidden = this.#articles.all.length > 0;
    });
  }

  /** If the focused element disappears, the log gets the focus, which would otherwise be lost. */
  #keepFocus(change: () => void): void {
    const hadIt = this.contains(document.activeElement);
    change();
    this.#tabStop.check();
    const has = document.activeElement;
    if (hadIt && (!this.contains(has) || (has instanceof HTMLElement && has.hidden))) {
      this.focus({ preventScroll: true });
    }
  }

  /** The button disappears, and the focus would be lost. */
  readonly #onMarkRead = (): void => {
    this.focus({ preventScroll: true });
    this.readAll();
  };

  readonly #showNewest = (): void => {
    this.focus({ preventScroll: true });
    emit(this, 'messages:jump', { to: 'newest' });
  };

  /** Marks all messages of the room as read, and goes to the newest. */
  readAll(): void {
    this.markRead();
    emit(this, 'messages:jump', { to: 'newest' });
  }

  readonly #onVisibilityChange = (): void => {
    if (document.visibilityState === 'visible') {
      this.#reading.resume(false);
    } else {
      this.#reading.suspend(this.#scroll.atEnd, this.#articles.newestSeq);
    }
    this.#change(() => undefined);
    this.updateView();
  };

  readonly #onClick = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    const article = button?.closest('article');
    if (button?.matches('[data-action="retry"]')) {
      emit(this, 'messages:retry', undefined);
    }
    if (article && button?.matches('[data-action="discard"]')) {
      emit(this, 'messages:discard', { clientId: stateOf(article).clientId ?? '' });
    }
  };

  /** The place at which the page opens, from its address. */
  get #initialPlace(): Place {
    const seq = Number(this.dataset['at']);
    return seq > 0 ? { to: 'message', seq, found: true } : { to: 'newest' };
  }

  get #empty(): HTMLElement {
    return part(this, 'empty');
  }

  get #frame(): HTMLElement {
    return this.parentElement as HTMLElement;
  }

  get #newest(): HTMLElement {
    return part(this.#frame, 'newest');
  }
}

customElements.define('message-list', MessageListElement);
