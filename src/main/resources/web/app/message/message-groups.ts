import { isSameDay } from '../lib/dates';
import { dayLine, showDay } from './day-lines';
import { writtenAt } from './message-article';
import { type Article, stateOf } from './article-state';

/**
 * Consecutive messages of one author within this time are grouped under one name. The same as in `FragmentRenderer`.
 */
const GROUP_MS = 5 * 60_000;

/**
 * Groups an article with the one before it: the first of a day gets a line, and a further one of the same author no
 * name, unless the line before the unread messages is between them.
 */
export function regroup(article: Article | null): void {
  if (!article) {
    return;
  }
  const before = articleBefore(article);
  const newDay = !before || !isSameDay(writtenAt(before), writtenAt(article));
  drawDay(article, newDay);
  const isFirstUnread = article.previousElementSibling?.matches('.unread-line') === true;
  article.toggleAttribute('data-follows', !newDay && !isFirstUnread && continuesGroup(before, article));
}

export function articleBefore(article: Element): Article | null {
  return neighbour(article, (element) => element.previousElementSibling);
}

export function articleAfter(element: Element): Article | null {
  return neighbour(element, (element) => element.nextElementSibling);
}

/** The element before which an earlier message is inserted: the line of the day, if there is one. */
export function topOf(article: Article): Element {
  const before = article.previousElementSibling;
  return before?.matches('.day') ? before : article;
}

/** Removes an article with its day line, and regroups the one after it. */
export function removeArticle(article: Article): void {
  const after = articleAfter(article);
  drawDay(article, false);
  article.remove();
  regroup(after);
}

function continuesGroup(before: Article, article: Article): boolean {
  return (
    stateOf(before).author === stateOf(article).author &&
    writtenAt(article).getTime() - writtenAt(before).getTime() < GROUP_MS
  );
}

function drawDay(article: Article, wanted: boolean): void {
  const top = topOf(article);
  const line = top === article ? null : (top as HTMLElement);
  if (!wanted) {
    line?.remove();
  } else if (line) {
    showDay(line, writtenAt(article));
  } else {
    article.before(dayLine(writtenAt(article)));
  }
}

function neighbour(from: Element, step: (element: Element) => Element | null): Article | null {
  let next = step(from);
  while (next && !next.matches('article')) {
    next = step(next);
  }
  return next as Article | null;
}
