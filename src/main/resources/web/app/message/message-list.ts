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

/** A screen reader notices what was added a moment after it was. */
const QUIET_MS = 500;
/** So many messages are kept in the page, a dozen screens; a few more before it is worth the while to take some away. */
const KEPT = 200;
const MOST = 250;

/** Those of the open room that are near, in order of seq, and after the newest what is not sent yet, in the order typed. */
export class MessageListElement extends BaseElement {
  readonly #articles = new LogArticles(this);
  readonly #scroll = new ScrollKeeper(this, () => !this.hasAttribute('data-later'));
  readonly #keys = new MessageKeys(this, () => this.#readAll());
  #edges!: HistoryEdges;
  #pill!: NewestPill;
  #reading!: ReadingPlace;
  /** Whether it was in the page before: then it is as it was left. */
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

  /** What the service rendered into the page. */
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

  /** The message in the middle of the view; null at the end, which is a place of its own. */
  get seqInView(): number | null {
    const { top, height } = this.getBoundingClientRect();
    const article = this.#articles.stored.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
    return this.#scroll.atEnd || !article ? null : seqOf(article);
  }

  /** Shows each message as it now is. One that was pending becomes the real one in place: there is never a second. */
  show(messages: readonly Message[]): void {
    const wasAtEnd = this.#scroll.atEnd;
    const newest = this.#articles.newestSeq;
    this.#change(() => messages.forEach((message) => this.#articles.put(message)));
    if (!wasAtEnd && !this.hasAttribute('data-later') && this.#articles.newestSeq > newest) {
      this.#pill.newsCame();
    }
  }

  /** Shows these instead of what is shown; what is not sent yet stays. */
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

  /** Goes to that place, or where that is not shown to the end. */
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

  /** The room is about to be left, and taken out of the page. */
  goes(): void {
    this.#reading.goes(this.#scroll.atEnd, this.#articles.newestSeq);
    this.#change(() => undefined);
    this.#scroll.leave();
  }

  /** The room is in the page again, as it was left. */
  comes(): void {
    this.#reading.comes();
    this.#scroll.comeBack();
  }

  /**
   * Takes away what is far from the view.
   *
   * @return the first and the last message that are left, each where it is another now; null where nothing was taken away
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

  /** A screen reader that reads out what is new must not read out what is old, while a page is on its way or just came. */
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

  /** Takes away what is not going to be sent, if it has not become a message already. */
  dropDraft(clientId: string): void {
    this.#articles.unsent.filter((article) => stateOf(article).clientId === clientId).forEach(takeAway);
    this.#empty.hidden = this.#articles.all.length > 0;
  }

  has(clientId: string): boolean {
    return this.#articles.stored.some((article) => stateOf(article).clientId === clientId);
  }

  /** Where this person had left off, with so many messages of others after that. */
  leftOff(me: string, lastRead: number, unread: number): void {
    this.#reading.leftOff(me, lastRead, unread);
    this.#pill.count(unread);
    this.#change(() => undefined);
  }

  /** What comes after is to be unread, though it is in view: until the user scrolls to the end again. */
  markUnread(lastRead: number): void {
    this.#reading.hold(lastRead);
    this.#change(() => undefined);
    this.look();
  }

  /** Who writes has read what was there. */
  markWritten(): void {
    this.#reading.done();
    this.#change(() => undefined);
  }

  showUnread(count: number): void {
    this.#pill.count(count);
  }

  /** What is in view may have changed: says what has been seen, and asks for more where little is left. */
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

  /** Changes what is shown, with what stands between the messages, and leaves in place what is in view. */
  #change(change: () => void): void {
    this.#scroll.during(() => {
      change();
      this.#reading.draw(this.#articles.stored);
      this.#empty.hidden = this.#articles.all.length > 0;
    });
  }

  /** What has the focus may go away: then the log has it, or it would be nowhere. */
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

  /** Where the address says that the page opens. */
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
