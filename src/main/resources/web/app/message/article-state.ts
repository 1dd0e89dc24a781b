import { ElementState } from '../lib/element-state';

export type Article = HTMLElement;

/** What the script knows of a message that is shown, or of an unsent message that is not stored yet. */
export interface ArticleState {
  /** Its place in the room; null for an unsent message. */
  readonly seq: number | null;
  /** The room's version as of its latest change; null for an unsent message. */
  readonly version: number | null;
  /** A username. */
  readonly author: string;
  /** Null for a message that was sent without one. */
  readonly clientId: string | null;
  /** The `seq` of the message that it answers; null if it is no reply. */
  readonly replyTo: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** Where an unsent message is on its way; null for a message, which is stored. */
  readonly unsent: 'pending' | 'failed' | null;
}

const states = new ElementState<Article, ArticleState>(({ dataset }) => ({
  seq: numberIn(dataset['seq']),
  version: numberIn(dataset['version']),
  author: dataset['author'] ?? '',
  clientId: textIn(dataset['clientId']),
  replyTo: numberIn(dataset['replyTo']),
  deleted: dataset['deleted'] !== undefined,
  pinned: dataset['pinned'] !== undefined,
  unsent: null,
}));

export function stateOf(article: Article): ArticleState {
  return states.of(article);
}

/** Takes the state over into the attributes, which are those that the server renders; style sheets and selectors use them. */
export function setState(article: Article, state: ArticleState): void {
  states.set(article, state);
  setAttribute(article, 'data-seq', state.seq);
  setAttribute(article, 'data-version', state.version);
  setAttribute(article, 'data-author', state.author);
  setAttribute(article, 'data-client-id', state.clientId ?? '');
  setAttribute(article, 'data-reply-to', state.replyTo ?? '');
  setAttribute(article, 'data-deleted', state.deleted ? '' : null);
  setAttribute(article, 'data-pinned', state.pinned ? '' : null);
  setAttribute(article, 'data-state', state.unsent);
}

/** NaN for an unsent message, which is neither before nor after any message. */
export function seqOf(article: Article): number {
  return stateOf(article).seq ?? Number.NaN;
}

function setAttribute(article: Article, name: string, value: string | number | null): void {
  if (value === null) {
    article.removeAttribute(name);
  } else {
    article.setAttribute(name, String(value));
  }
}

function textIn(attribute: string | undefined): string | null {
  return attribute === undefined || attribute === '' ? null : attribute;
}

function numberIn(attribute: string | undefined): number | null {
  return attribute ? Number(attribute) : null;
}
