import { BaseElement } from '../ui/base-element';
import type { Draft } from '../composer/draft-store';
import type { Author, Message } from '../socket/events';
import { HistoryEdges, type Window } from './history-edges';
import { LogArticles } from './log-articles';
import { showPending, showStuck } from './message-article';
import { type Article, seqOf, stateOf } from './article-state';
import { takeAway } from './message-groups';
import { MessageKeys } from './message-keys';
import { NewestPill } from './newest-pill';
import { part } from '../lib/dom';
import { ReadingPlace } from '../room/reading-position';
import { ScrollKeeper } from './scroll-keeper';
import { type Place, signal } from '../lib/custom-events';
import type { FirstPage } from './timeline';

/** Screen readers notice additions with a delay. */
const QUIET_MS = 500;
/** How many messages the page keeps, about a dozen screens. Some more are shown before a batch is removed. */
const KEPT = 200;
const MOST = 250;

/**
 * The log of the open room: the messages around the view, in order of `seq`, and after the newest one the unsent
 * drafts.
 */
export class MessageListElement extends BaseElement {
  readonly #articles = new LogArticles(this);
  readonly #scroll = new ScrollKeeper(this, () => !this.hasAttribute('data-later'));
  readonly #keys = new MessageKeys(this, () => this.#readAll());
  #edges!: HistoryEdges;
  #pill!: NewestPill;
  #reading!: ReadingPlace;
  /** Whether it was in the page before, and so is set up already. */
  #wasHere = false;

  protected override connected(): void {
    if (!this.#wasHere) {
      this.#edges = new HistoryEdges(this);
      this.#pill = new NewestPill(this.#newest);
      this.#reading = new ReadingPlace(this, part(this.#frame, 'since'));
    }
    this.#articles.dress();
    this.#edges.start(this.connection);
    this.#scroll.start(this.connection);
    this.#keys.start(this.connection);
    this.#reading.start(this.connection);
    if (!this.#wasHere) {
      this.reveal(this.#opened);
    }
    this.#wasHere = true;
    this.listen(this, 'scroll', this.look, { passive: true });
    this.listen(this, 'click', this.#act);
    this.listen(this.#newest, 'click', this.#showNewest);
    this.listen(document, 'visibilitychange', this.#comeOrGo);
  }

  /** The messages that the server rendered into the page. */
  get firstPage(): FirstPage {
    const held = this.#articles.stored
      .map(stateOf)
      .map(({ seq, version }) => ({ seq: seq ?? 0, version: version ?? 0 }));
    return {
      position: Number(this.dataset['version']),
      more: this.#edges.hasEarlier,
      later: this.#edges.hasLater,
      held,
    };
  }

  /** The `seq` of the message in the middle of the view; null at the end. */
  get seqInView(): number | null {
    const { top, height } = this.getBoundingClientRect();
    const article = this.#articles.stored.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
    return this.#scroll.atEnd || !article ? null : seqOf(article);
  }

  /**
   * Shows the current state of messages. A pending draft becomes its message in place: there is never a second one.
   */
  show(messages: readonly Message[]): void {
    const wasAtEnd = this.#scroll.atEnd;
    const newest = this.#articles.newestSeq;
    this.#change(() => messages.forEach((message) => this.#articles.put(message)));
    if (!wasAtEnd && !this.hasAttribute('data-later') && this.#articles.newestSeq > newest) {
      this.#pill.newsCame();
    }
  }

  /** Replaces the messages that are shown; unsent drafts stay. */
  replace(messages: readonly Message[]): void {
    this.#keepFocus(() => {
      this.#articles.stored.forEach(takeAway);
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
      this.#scroll.to(article);
      article.focus({ preventScroll: true });
    } else {
      this.#scroll.toEnd();
    }
    this.look();
  }

  /** Another room is opened, and the list is about to be taken out of the page. */
  goes(): void {
    this.#reading.goes(this.#scroll.atEnd, this.#articles.newestSeq);
    this.#change(() => undefined);
    this.#scroll.leave();
  }

  /** The room is open again, and the list is back in the page. */
  comes(): void {
    this.#reading.comes();
    this.#scroll.comeBack();
  }

  /**
   * Removes messages that are far from the view.
   *
   * @return the first and the last message that are left, each only if it has changed; null if nothing was removed
   */
  trim(): { first?: number; last?: number } | null {
    const stored = this.#articles.stored;
    if (stored.length <= MOST || !this.isConnected) {
      return null;
    }
    const first = Math.max(0, Math.min(this.#scroll.firstInView(stored) - KEPT / 2, stored.length - KEPT));
    const kept = stored.slice(first, first + KEPT);
    const gone = [...stored.slice(0, first), ...stored.slice(first + KEPT)];
    this.#change(() => this.#keepFocus(() => gone.forEach(takeAway)));
    return {
      ...(kept[0] !== stored[0] && { first: seqOf(kept[0] as Article) }),
      ...(kept.at(-1) !== stored.at(-1) && { last: seqOf(kept.at(-1) as Article) }),
    };
  }

  /** Screen readers announce new messages, and must not announce old ones while a page of them is loaded. */
  showWindow(window: Window): void {
    if (window.loading) {
      this.ariaLive = 'off';
    } else if (this.ariaLive === 'off') {
      setTimeout(() => (this.ariaLive = null), QUIET_MS);
    }
    this.#reading.showFailed(window.failed === 'elsewhere');
    if (this.#edges.differ(window)) {
      this.#scroll.during(() => this.#keepFocus(() => this.#edges.draw(window)));
    }
  }

  showDraft(draft: Draft, author: Author): void {
    this.#articles.putDraft(draft, author);
    this.#empty.hidden = true;
    this.#scroll.toEnd();
  }

  showPending(): void {
    this.#articles.unsent.forEach(showPending);
  }

  showStuck(): void {
    this.#scroll.during(() => this.#articles.unsent.forEach(showStuck));
  }

  /** Removes a draft that will not be sent, unless it has become a message. */
  dropDraft(clientId: string): void {
    this.#articles.unsent.filter((article) => stateOf(article).clientId === clientId).forEach(takeAway);
    this.#empty.hidden = this.#articles.all.length > 0;
  }

  has(clientId: string): boolean {
    return this.#articles.stored.some((article) => stateOf(article).clientId === clientId);
  }

  /** Shows how far the user has read, and the number of unread messages after that. */
  leftOff(me: string, lastRead: number, unread: number): void {
    this.#reading.leftOff(me, lastRead, unread);
    this.#pill.count(unread);
    this.#change(() => undefined);
  }

  /**
   * Marks the messages after this one as unread although they are in view, until the user scrolls to the end again.
   */
  markUnread(lastRead: number): void {
    this.#reading.hold(lastRead);
    this.#change(() => undefined);
    this.look();
  }

  /** The user has written a message, and so has read those before. */
  markWritten(): void {
    this.#reading.done();
    this.#change(() => undefined);
  }

  showUnread(count: number): void {
    this.#pill.count(count);
  }

  /** Called when the view may have changed: reports what has been seen, and loads more where little is left. */
  readonly look = (): void => {
    if (!this.isConnected) {
      return;
    }
    const atEnd = this.#scroll.atEnd;
    this.#pill.show(atEnd, this.#scroll.below > this.clientHeight || this.hasAttribute('data-later'));
    if (this.#reading.looks(atEnd) && document.visibilityState === 'visible' && this.#articles.newestSeq > 0) {
      signal(this, 'messages:seen', { seq: this.#articles.newestSeq });
    }
    this.#edges.look(this.scrollTop, this.#scroll.below);
  };

  /** Changes what is shown, including the lines between messages, without moving what is in view. */
  #change(change: () => void): void {
    this.#scroll.during(() => {
      change();
      this.#reading.draw(this.#articles.stored);
      this.#empty.hidden = this.#articles.all.length > 0;
    });
  }

  /** If the focused element disappears, the log gets the focus, which would otherwise be lost. */
  #keepFocus(change: () => void): void {
    const hadIt = this.contains(document.activeElement);
    change();
    const has = document.activeElement;
    if (hadIt && (!this.contains(has) || (has instanceof HTMLElement && has.hidden))) {
      this.focus({ preventScroll: true });
    }
  }

  readonly #showNewest = (): void => {
    this.focus({ preventScroll: true });
    signal(this, 'messages:jump', { to: 'newest' });
  };

  #readAll(): void {
    this.markWritten();
    signal(this, 'messages:jump', { to: 'newest' });
  }

  readonly #comeOrGo = (): void => {
    if (document.visibilityState === 'visible') {
      this.#reading.comes();
    } else {
      this.#reading.goes(this.#scroll.atEnd, this.#articles.newestSeq);
    }
    this.#change(() => undefined);
    this.look();
  };

  readonly #act = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    const article = button?.closest('article');
    if (button?.matches('[data-action="retry"]')) {
      signal(this, 'messages:retry', undefined);
    }
    if (article && button?.matches('[data-action="discard"]')) {
      signal(this, 'messages:discard', { clientId: stateOf(article).clientId ?? '' });
    }
  };

  /** The place at which the page opens, from its address. */
  get #opened(): Place {
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
