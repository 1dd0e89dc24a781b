import { showTime } from './dates';
import type { Draft } from './draft-store';
import type { Author, Message } from './events';
import { type Article, articleOf, articleOfDraft, fill, seqOf, showPending, showStuck } from './message-article';
import { articleAfter, articleBefore, regroup, takeAway } from './message-groups';
import { part } from './parts';
import { ScrollKeeper } from './scroll-keeper';
import { signal } from './signals';
import type { FirstPage } from './timeline';

/** The page before is fetched when this little is left above. */
const NEAR_TOP_PX = 400;
/** A screen reader notices what was added a moment after it was. */
const QUIET_MS = 500;

/** The messages of the open room, in order of seq, and after them what is not sent yet, in the order typed. */
export class MessageListElement extends HTMLElement {
  readonly #scroll = new ScrollKeeper(this);
  #more = false;
  #earlierIs: 'idle' | 'loading' | 'failed' = 'idle';

  connectedCallback(): void {
    this.#more = this.hasAttribute('data-more');
    this.#articles.forEach((article) => this.#dress(article));
    this.#scroll.start();
    this.#scroll.toEnd();
    this.addEventListener('scroll', this.look, { passive: true });
    this.addEventListener('click', this.#act);
    this.#newest.addEventListener('click', this.#showNewest);
    document.addEventListener('visibilitychange', this.look);
  }

  disconnectedCallback(): void {
    this.#scroll.stop();
    this.removeEventListener('scroll', this.look);
    this.removeEventListener('click', this.#act);
    this.#newest.removeEventListener('click', this.#showNewest);
    document.removeEventListener('visibilitychange', this.look);
  }

  /** What the service rendered into the page. */
  get firstPage(): FirstPage {
    const held = this.#stored.map((article) => ({ seq: seqOf(article), version: Number(article.dataset['version']) }));
    return { position: Number(this.dataset['version']), more: this.#more, held };
  }

  /** Shows each message as it now is. One that was pending becomes the real one in place: there is never a second. */
  show(messages: readonly Message[]): void {
    const wasAtEnd = this.#scroll.atEnd;
    const newest = this.#newestSeq;
    this.#scroll.during(() => messages.forEach((message) => this.#put(message)));
    this.#empty.hidden = this.#articles.length > 0;
    if (!wasAtEnd && this.#newestSeq > newest) {
      this.#newest.hidden = false;
    }
    this.look();
  }

  showDraft(draft: Draft, author: Author): void {
    const article = articleOfDraft(draft, author);
    this.append(article);
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

  /** The page before was asked for. A screen reader that reads out what is new must not read out what is old. */
  startEarlier(): void {
    this.#earlierIs = 'loading';
    this.ariaLive = 'off';
    this.#earlier.textContent = 'Loading…';
  }

  endEarlier(more: boolean, failed = false): void {
    this.#more = more;
    this.#earlierIs = failed ? 'failed' : 'idle';
    this.#earlier.textContent = failed ? 'Earlier messages could not be loaded. Try again' : 'Load earlier messages';
    if (!more && document.activeElement === this.#earlier) {
      this.focus();
    }
    this.#scroll.during(() => (this.#earlier.hidden = !more));
    setTimeout(() => (this.ariaLive = null), QUIET_MS);
    this.look();
  }

  /** What is in view may have changed: says what has been seen, and asks for more where little is left above. */
  readonly look = (): void => {
    if (this.#scroll.atEnd) {
      this.#newest.hidden = true;
      this.#reportSeen();
    }
    if (this.#more && this.#earlierIs === 'idle' && this.scrollTop < NEAR_TOP_PX) {
      signal(this, 'messages:earlier', undefined);
    }
  };

  #put(message: Message): void {
    const article = this.#find(message) ?? articleOf(message);
    fill(article, message);
    this.#place(article);
    regroup(article);
    regroup(articleAfter(article));
  }

  #find({ seq, clientId, author }: Message): Article | undefined {
    return (
      this.querySelector<Article>(`:scope > article[data-seq="${seq}"]`) ??
      this.#unsent.find(({ dataset }) => dataset['clientId'] === clientId && dataset['author'] === author.username)
    );
  }

  /** What the service rendered knows neither the reader's clock nor its neighbours. */
  #dress(article: Article): void {
    const time = part<HTMLTimeElement>(article, 'time');
    showTime(time, time.dateTime);
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
    let before = this.#lastArticle;
    while (before && !(before !== article && seqOf(before) < seqOf(article))) {
      before = articleBefore(before);
    }
    return before;
  }

  #reportSeen(): void {
    if (document.visibilityState === 'visible' && this.#newestSeq > 0) {
      signal(this, 'messages:seen', { seq: this.#newestSeq });
    }
  }

  readonly #showNewest = (): void => {
    this.#scroll.toEnd();
    this.focus({ preventScroll: true });
  };

  readonly #act = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === this.#earlier && this.#earlierIs !== 'loading') {
      signal(this, 'messages:earlier', undefined);
    }
    if (button?.dataset['action'] === 'retry') {
      signal(this, 'messages:retry', undefined);
    }
    if (button?.dataset['action'] === 'discard') {
      signal(this, 'messages:discard', { clientId: button.closest('article')?.dataset['clientId'] ?? '' });
    }
  };

  get #articles(): Article[] {
    return [...this.querySelectorAll<Article>(':scope > article')];
  }

  get #stored(): Article[] {
    return this.#articles.filter((article) => !article.dataset['state']);
  }

  get #unsent(): Article[] {
    return this.#articles.filter((article) => article.dataset['state']);
  }

  get #lastArticle(): Article | null {
    const last = this.lastElementChild;
    return last?.matches('article') ? (last as Article) : null;
  }

  get #newestSeq(): number {
    const newest = this.#stored.at(-1);
    return newest ? seqOf(newest) : 0;
  }

  get #earlier(): HTMLElement {
    return part(this, 'earlier');
  }

  get #empty(): HTMLElement {
    return part(this, 'empty');
  }

  get #newest(): HTMLElement {
    return part(this.parentElement as HTMLElement, 'newest');
  }
}

customElements.define('message-list', MessageListElement);
