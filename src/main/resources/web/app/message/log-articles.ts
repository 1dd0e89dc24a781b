import { showTime } from '../lib/dates';
import type { UnsentMessage } from '../composer/outbox-store';
import type { Author, Message } from '../socket/events';
import { articleOf, articleOfUnsent, fill } from './message-article';
import { type Article, seqOf, stateOf } from './article-state';
import { articleAfter, articleBefore, regroup, removeArticle } from './message-groups';
import { part } from '../lib/dom';

/** The articles of the log: first the messages by `seq`, then the unsent messages in the order of typing. */
export class LogArticles {
  readonly #log: HTMLElement;

  constructor(log: HTMLElement) {
    this.#log = log;
  }

  get all(): Article[] {
    return [...this.#log.querySelectorAll<Article>(':scope > article')];
  }

  get stored(): Article[] {
    return this.all.filter((article) => stateOf(article).unsent === null);
  }

  get unsent(): Article[] {
    return this.all.filter((article) => stateOf(article).unsent !== null);
  }

  /** The `seq` of the last message; 0 if there is none. */
  get newestSeq(): number {
    const newest = this.stored.at(-1);
    return newest ? seqOf(newest) : 0;
  }

  bySeq(seq: number): Article | null {
    return this.#log.querySelector<Article>(`:scope > article[data-seq="${seq}"]`);
  }

  /** Completes what the server rendered without knowing the time zone or the unsent messages of the user. */
  complete(): void {
    for (const article of this.all) {
      const time = part<HTMLTimeElement>(article, 'time');
      showTime(time, time.dateTime);
      article.tabIndex = -1;
      regroup(article);
    }
  }

  /**
   * Shows the current state of a message. An article that shows it already is updated in place, so there is never a
   * second one.
   */
  put(message: Message): void {
    const article = this.#find(message) ?? articleOf(message);
    fill(article, message);
    article.tabIndex = -1;
    this.#place(article);
    regroup(article);
    regroup(articleAfter(article));
  }

  putUnsent(unsent: UnsentMessage, author: Author): void {
    const article = articleOfUnsent(unsent, author);
    article.tabIndex = -1;
    (this.all.at(-1) ?? this.#start).after(article);
    regroup(article);
  }

  #find({ seq, clientId, author }: Message): Article | undefined {
    return (
      this.bySeq(seq) ??
      this.unsent.find((article) => {
        const state = stateOf(article);
        return state.clientId === clientId && state.author === author.username;
      })
    );
  }

  /**
   * Inserts an article after its predecessor. One that is in place already is not moved, as that would lose the focus.
   */
  #place(article: Article): void {
    const before = this.#lastBefore(article);
    if (article.isConnected && articleBefore(article) === before) {
      return;
    }
    if (article.isConnected) {
      removeArticle(article);
    }
    (before ?? this.#start).after(article);
  }

  #lastBefore(article: Article): Article | null {
    let before = this.all.at(-1) ?? null;
    while (before && !(before !== article && seqOf(before) < seqOf(article))) {
      before = articleBefore(before);
    }
    return before;
  }

  /** The element before the first article. */
  get #start(): HTMLElement {
    return part(this.#log, 'empty');
  }
}
