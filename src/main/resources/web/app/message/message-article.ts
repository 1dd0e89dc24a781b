import { showTime } from '../lib/dates';
import type { Author, Message } from '../socket/events';
import type { UnsentMessage } from '../composer/outbox-store';
import { drawFiles } from './message-files';
import { cloneTemplate, drawAvatar, part } from '../lib/dom';
import { drawReactions, showOwnReactions } from './reactions';
import { t } from '../lib/texts';
import { takeOutOfTabOrder } from './log-tab-stop';
import { type Article, setState, stateOf } from './article-state';

/**
 * The article of one message, as the server renders it too: created and filled here for messages that arrive later.
 */

export function articleOf(message: Message): Article {
  const article = cloneTemplate<Article>('message-template');
  fill(article, message);
  return article;
}

/** The article of a message that is not stored yet, with the text as it was typed. */
export function articleOfUnsent(unsent: UnsentMessage, author: Author): Article {
  const article = cloneTemplate<Article>('message-template');
  setState(article, {
    seq: null,
    version: null,
    author: author.username,
    clientId: unsent.clientId,
    replyTo: unsent.replyTo ?? null,
    deleted: false,
    pinned: false,
    unsent: null,
  });
  showAuthor(article, author, new Date().toISOString());
  const typed = document.createElement('p');
  typed.className = 'message-unsent';
  typed.textContent = unsent.body;
  part(article, 'body').replaceChildren(typed);
  showQuoteLink(article, unsent.room, unsent.replyTo ?? null);
  drawFiles(part(article, 'files'), unsent.files ?? []);
  showPending(article);
  return article;
}

export function fill(article: Article, message: Message): void {
  const { seq, version, author, clientId, deleted, pinned } = message;
  const replyTo = deleted ? null : message.replyTo;
  setState(article, { seq, version, author: author.username, clientId, replyTo, deleted, pinned, unsent: null });
  showAuthor(article, author, message.createdAt);
  part(article, 'pinned').hidden = !pinned;
  part(article, 'state').replaceChildren(
    ...(message.editedAt && !deleted ? [actionButton(t('edited'), 'versions')] : []),
  );
  showQuoteLink(article, message.room, replyTo);
  fillBody(part(article, 'body'), message);
  drawReactions(article, message);
  drawFiles(part(article, 'files'), message.attachments);
}

export function showPending(article: Article): void {
  setState(article, { ...stateOf(article), unsent: 'pending' });
  part(article, 'state').textContent = t('sending');
}

export function showFailed(article: Article): void {
  setState(article, { ...stateOf(article), unsent: 'failed' });
  part(article, 'state').replaceChildren(
    t('notSent'),
    ' ',
    actionButton(t('retry'), 'retry'),
    ' ',
    actionButton(t('discard'), 'discard'),
  );
}

export function writtenAt(article: Article): Date {
  return new Date(part<HTMLTimeElement>(article, 'time').dateTime);
}

function showAuthor(article: Article, author: Author, createdAt: string): void {
  part(article, 'author').textContent = author.displayName;
  part(article, 'username').textContent = `@${author.username}`;
  part(article, 'username').hidden = author.ambiguousName !== true;
  drawAvatar(part(article, 'avatar'), author);
  showTime(part<HTMLTimeElement>(article, 'time'), createdAt);
}

/** The link to the message that is answered; `Quotes` fills in its text. */
function showQuoteLink(article: Article, room: number, replyTo: number | null): void {
  const quote = part<HTMLAnchorElement>(article, 'quote');
  quote.hidden = replyTo === null;
  if (replyTo === null) {
    quote.textContent = t('inReply');
  }
  quote.href = `/rooms/${room}?at=${replyTo ?? ''}`;
}

/** Adds to a message what depends on the user: their own reactions, and whether it mentions them. */
export function decorate(article: Article, me: string): void {
  const calls = [...article.querySelectorAll<HTMLElement>('.mention')].filter((mention) =>
    ['room', me].includes(mention.getAttribute('data-mentions') ?? ''),
  );
  calls.forEach((mention) => mention.classList.add('mention-me'));
  article.toggleAttribute('data-calls-me', calls.length > 0 && stateOf(article).author !== me);
  showOwnReactions(article, me);
  takeOutOfTabOrder(article);
}

/** Shows a text, as HTML that the server has sanitized. */
export function fillBody(body: HTMLElement, message: Pick<Message, 'html' | 'deleted'>): void {
  if (message.deleted) {
    const gone = document.createElement('p');
    gone.className = 'message-deleted';
    gone.textContent = t('messageDeleted');
    body.replaceChildren(gone);
  } else {
    body.innerHTML = message.html;
  }
}

function actionButton(label: string, name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.className = 'button button-quiet';
  button.setAttribute('data-action', name);
  button.textContent = label;
  return button;
}
