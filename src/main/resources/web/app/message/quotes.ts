import { message as fetchMessage } from '../lib/api';
import { type Article, seqOf, stateOf } from './article-state';
import { part, unambiguousName } from '../lib/dom';
import { t } from '../lib/texts';

const MAX_QUOTE_LENGTH = 140;

interface Quoted {
  readonly author: string;
  readonly text: string;
}

/** Fills in the quotes of replies: from the page if it shows the message, else from the server. */
export class Quotes {
  readonly #room: number;
  readonly #list: HTMLElement;
  readonly #fetched = new Map<number, Promise<Quoted>>();

  constructor(room: number, list: HTMLElement) {
    this.#room = room;
    this.#list = list;
  }

  /** A message is new or has changed: updates its own quote, and the quotes in replies to it. */
  show(article: Article): void {
    this.#draw(article);
    const replies = this.#list.querySelectorAll<Article>(`:scope > article[data-reply-to="${seqOf(article)}"]`);
    replies.forEach((reply) => this.#draw(reply));
  }

  #draw(reply: Article): void {
    const to = stateOf(reply).replyTo;
    if (to !== null) {
      void this.#quoted(to).then(
        (quoted) => stateOf(reply).replyTo === to && part(reply, 'quote').replaceChildren(...quoteParts(quoted)),
        () => (part(reply, 'quote').textContent = t('inReply')),
      );
    }
  }

  async #quoted(seq: number): Promise<Quoted> {
    const shown = this.#list.querySelector<Article>(`:scope > article[data-seq="${seq}"]`);
    return shown ? quotedIn(shown) : this.#fetch(seq);
  }

  #fetch(seq: number): Promise<Quoted> {
    const known = this.#fetched.get(seq);
    if (known) {
      return known;
    }
    const fetched = fetchMessage(this.#room, seq).then(({ author, body, deleted }) => ({
      author: unambiguousName(author),
      text: deleted ? t('messageDeleted') : shortened(body),
    }));
    this.#fetched.set(seq, fetched);
    fetched.catch(() => this.#fetched.delete(seq));
    return fetched;
  }
}

/** Each part has its own direction, so that a long text is cut off at its end. */
function quoteParts({ author, text }: Quoted): (Node | string)[] {
  return [quotePart(t('messageBy', author), 'message-quote-author'), ' ', quotePart(text, 'message-quote-text')];
}

function quotePart(text: string, name: string): HTMLElement {
  const element = document.createElement('bdi');
  element.className = name;
  element.textContent = text;
  return element;
}

function quotedIn(article: Article): Quoted {
  return {
    author: part(article, 'author').textContent,
    text: shortened(part(article, 'body').textContent),
  };
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > MAX_QUOTE_LENGTH ? `${line.slice(0, MAX_QUOTE_LENGTH)}…` : line;
}
