import { showTime } from './dates';
import type { Draft } from './draft-store';
import type { Author, Message } from './events';
import { type EdgeState, HistoryEdge } from './history-edge';
import { type Article, articleOf, articleOfDraft, fill, seqOf, showPending, showStuck } from './message-article';
import { articleAfter, articleBefore, regroup, takeAway } from './message-groups';
import { MessageKeys } from './message-keys';
import { NewestPill } from './newest-pill';
import { part } from './parts';
import { ReadingPlace } from './reading-place';
import { ScrollKeeper } from './scroll-keeper';
import { type Place, signal } from './signals';
import type { FirstPage, Way } from './timeline';

/** The page beyond an edge is fetched when this little is left before it. */
const NEAR_EDGE_PX = 800;
/** A screen reader notices what was added a moment after it was. */
const QUIET_MS = 500;
/** So many messages are kept in the page, a dozen screens; a few more before it is worth the while to take some away. */
const KEPT = 200;
const MOST = 250;

/** Which part of the log is shown, and what is being done about the rest. */
export interface Window {
  readonly more: boolean;
  readonly later: boolean;
  readonly loading: Way | null;
  readonly failed: Way | null;
}

/** Those of the open room that are near, in order of seq, and after the newest what is not sent yet, in the order typed. */
export class MessageListElement extends HTMLElement {
  readonly #scroll = new ScrollKeeper(this, () => !this.hasAttribute('data-later'));
  readonly #keys = new MessageKeys(this, () => this.#readAll());
  #earlier!: HistoryEdge;
  #later!: HistoryEdge;
  #pill!: NewestPill;
  #reading!: ReadingPlace;

  connectedCallback(): void {
    this.#earlier = new HistoryEdge(part(this, 'earlier'), 'earlier');
    this.#later = new HistoryEdge(part(this, 'later'), 'later');
    this.#pill = new NewestPill(this.#newest);
    this.#reading = new ReadingPlace(this, part(this.#frame, 'since'));
    this.#articles.forEach((article) => this.#dress(article));
    this.#scroll.start();
    this.#keys.start();
    this.#reading.start();
    this.reveal(this.#opened);
    this.addEventListener('scroll', this.look, { passive: true });
    this.addEventListener('click', this.#act);
    this.#newest.addEventListener('click', this.#showNewest);
    document.addEventListener('visibilitychange', this.#comeOrGo);
  }

  disconnectedCallback(): void {
    this.#scroll.stop();
    this.#keys.stop();
    this.#reading.stop();
    this.removeEventListener('scroll', this.look);
    this.removeEventListener('click', this.#act);
    this.#newest.removeEventListener('click', this.#showNewest);
    document.removeEventListener('visibilitychange', this.#comeOrGo);
  }

  /** What the service rendered into the page. */
  get firstPage(): FirstPage {
    const held = this.#stored.map((article) => ({ seq: seqOf(article), version: Number(article.dataset['version']) }));
    return {
      position: Number(this.dataset['version']),
      more: this.#earlier.state !== 'none',
      later: this.#later.state !== 'none',
      held,
    };
  }

  /** The message in the middle of the view; null at the end, which is a place of its own. */
  get seqInView(): number | null {
    const { top, height } = this.getBoundingClientRect();
    const article = this.#stored.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
    return this.#scroll.atEnd || !article ? null : seqOf(article);
  }

  /** Shows each message as it now is. One that was pending becomes the real one in place: there is never a second. */
  show(messages: readonly Message[]): void {
    const wasAtEnd = this.#scroll.atEnd;
    const newest = this.#newestSeq;
    this.#change(() => messages.forEach((message) => this.#put(message)));
    if (!wasAtEnd && !this.hasAttribute('data-later') && this.#newestSeq > newest) {
      this.#pill.newsCame();
    }
  }

  /** Shows these instead of what is shown; what is not sent yet stays. */
  replace(messages: readonly Message[]): void {
    this.#keepFocus(() => {
      this.#stored.forEach(takeAway);
      messages.forEach((message) => this.#put(message));
    });
    this.#reading.draw(this.#stored);
    this.#empty.hidden = this.#articles.length > 0;
  }

  shows(seq: number): boolean {
    return this.#bySeq(seq) !== null;
  }

  /** Goes to that place, or where that is not shown to the end. */
  reveal(place: Place): void {
    const article = place.to === 'message' ? this.#bySeq(place.seq) : null;
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

  /**
   * Takes away what is far from the view.
   *
   * @return the first and the last message that are left, each where it is another now; null where nothing was taken away
   */
  trim(): { first?: number; last?: number } | null {
    const stored = this.#stored;
    if (stored.length <= MOST) {
      return null;
    }
    const top = this.getBoundingClientRect().top;
    const inView = stored.findIndex((article) => article.getBoundingClientRect().bottom > top);
    const middle = inView < 0 ? stored.length : inView;
    const first = Math.max(0, Math.min(middle - KEPT / 2, stored.length - KEPT));
    const kept = stored.slice(first, first + KEPT);
    const gone = stored.filter((article) => !kept.includes(article));
    this.#change(() => this.#keepFocus(() => gone.forEach(takeAway)));
    return {
      ...(kept[0] !== stored[0] && { first: seqOf(kept[0] as Article) }),
      ...(kept.at(-1) !== stored.at(-1) && { last: seqOf(kept.at(-1) as Article) }),
    };
  }

  /** A screen reader that reads out what is new must not read out what is old, while a page is on its way or just came. */
  showWindow({ more, later, loading, failed }: Window): void {
    const edge = (way: Way, beyond: boolean): EdgeState =>
      !beyond ? 'none' : loading === way ? 'loading' : failed === way ? 'failed' : 'more';
    const earlierIs = edge('earlier', more);
    const laterIs = edge('later', later);
    if (loading) {
      this.ariaLive = 'off';
    } else if (this.ariaLive === 'off') {
      setTimeout(() => (this.ariaLive = null), QUIET_MS);
    }
    this.#reading.showFailed(failed === 'elsewhere');
    if (earlierIs !== this.#earlier.state || laterIs !== this.#later.state) {
      this.#scroll.during(() => this.#keepFocus(() => this.#drawEdges(earlierIs, laterIs)));
    }
  }

  showDraft(draft: Draft, author: Author): void {
    const article = articleOfDraft(draft, author);
    article.tabIndex = -1;
    this.#lastThing.after(article);
    regroup(article);
    this.#empty.hidden = true;
    this.#scroll.toEnd();
  }

  showPending(): void {
    this.#unsent.forEach(showPending);
  }

  showStuck(): void {
    this.#scroll.during(() => this.#unsent.forEach(showStuck));
  }

  /** Takes away what is not going to be sent, if it has not become a message already. */
  dropDraft(clientId: string): void {
    this.#unsent.filter((article) => article.dataset['clientId'] === clientId).forEach(takeAway);
    this.#empty.hidden = this.#articles.length > 0;
  }

  has(clientId: string): boolean {
    return this.#stored.some((article) => article.dataset['clientId'] === clientId);
  }

  /** Where this person had left off, with so many messages of others after that. */
  leftOff(me: string, lastRead: number, unread: number): void {
    this.#reading.leftOff(me, lastRead, unread);
    this.#pill.count(unread);
    this.#change(() => undefined);
  }

  /** What comes after is to be unread, though it is in view: it is until one comes to the end anew. */
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
    const atEnd = this.#scroll.atEnd;
    this.#pill.show(atEnd, this.#scroll.below > this.clientHeight || this.hasAttribute('data-later'));
    if (this.#reading.looks(atEnd) && document.visibilityState === 'visible' && this.#newestSeq > 0) {
      signal(this, 'messages:seen', { seq: this.#newestSeq });
    }
    if (this.#earlier.state === 'more' && this.scrollTop < NEAR_EDGE_PX) {
      signal(this, 'messages:earlier', undefined);
    }
    if (this.#later.state === 'more' && this.#scroll.below < NEAR_EDGE_PX) {
      signal(this, 'messages:later', undefined);
    }
  };

  /** Changes what is shown, with what stands between the messages, and leaves in place what is in view. */
  #change(change: () => void): void {
    this.#scroll.during(() => {
      change();
      this.#reading.draw(this.#stored);
      this.#empty.hidden = this.#articles.length > 0;
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

  #drawEdges(earlier: EdgeState, later: EdgeState): void {
    this.#earlier.show(earlier);
    this.#later.show(later);
    this.toggleAttribute('data-later', later !== 'none');
  }

  #put(message: Message): void {
    const article = this.#find(message) ?? articleOf(message);
    fill(article, message);
    article.tabIndex = -1;
    this.#place(article);
    regroup(article);
    regroup(articleAfter(article));
  }

  #find({ seq, clientId, author }: Message): Article | undefined {
    return (
      this.#bySeq(seq) ??
      this.#unsent.find(({ dataset }) => dataset['clientId'] === clientId && dataset['author'] === author.username)
    );
  }

  #bySeq(seq: number): Article | null {
    return this.querySelector<Article>(`:scope > article[data-seq="${seq}"]`);
  }

  /** What the service rendered knows neither the reader's clock nor its neighbours. */
  #dress(article: Article): void {
    const time = part<HTMLTimeElement>(article, 'time');
    showTime(time, time.dateTime);
    article.tabIndex = -1;
    regroup(article);
  }

  /** After the last one that comes before it. One that stands there already stays, as moving it loses the focus. */
  #place(article: Article): void {
    const before = this.#lastBefore(article);
    if (article.isConnected && articleBefore(article) === before) {
      return;
    }
    if (article.isConnected) {
      takeAway(article);
    }
    (before ?? this.#empty).after(article);
  }

  #lastBefore(article: Article): Article | null {
    let before = this.#articles.at(-1) ?? null;
    while (before && !(before !== article && seqOf(before) < seqOf(article))) {
      before = articleBefore(before);
    }
    return before;
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
      this.#reading.goes(this.#scroll.atEnd, this.#newestSeq);
    }
    this.#change(() => undefined);
    this.look();
  };

  readonly #act = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (this.#earlier.contains(button) && this.#earlier.state !== 'loading') {
      signal(this, 'messages:earlier', undefined);
    }
    if (this.#later.contains(button) && this.#later.state !== 'loading') {
      signal(this, 'messages:later', undefined);
    }
    if (button?.dataset['action'] === 'retry') {
      signal(this, 'messages:retry', undefined);
    }
    if (button?.dataset['action'] === 'discard') {
      signal(this, 'messages:discard', { clientId: button.closest('article')?.dataset['clientId'] ?? '' });
    }
  };

  /** Where the address says that the page opens. */
  get #opened(): Place {
    const seq = Number(this.dataset['at']);
    return seq > 0 ? { to: 'message', seq, found: true } : { to: 'newest' };
  }

  get #articles(): Article[] {
    return [...this.querySelectorAll<Article>(':scope > article')];
  }

  get #stored(): Article[] {
    return this.#articles.filter((article) => !article.dataset['state']);
  }

  get #unsent(): Article[] {
    return this.#articles.filter((article) => article.dataset['state']);
  }

  /** What new messages come after, with none of them there either. */
  get #lastThing(): HTMLElement {
    return this.#articles.at(-1) ?? this.#empty;
  }

  get #newestSeq(): number {
    const newest = this.#stored.at(-1);
    return newest ? seqOf(newest) : 0;
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
