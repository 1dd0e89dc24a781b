import type { Article } from './article-state';

/**
 * Calls `decorate` with each message that a list has, gets, or gets another version of, before the next paint. It adds
 * what depends on the user, as the server renders a message for all users alike.
 */
export function watchArticles(list: HTMLElement, decorate: (article: Article) => void): void {
  list.querySelectorAll<Article>(':scope > article').forEach(decorate);
  new MutationObserver((changes) =>
    new Set(changes.flatMap((change) => articlesOf(change, list))).forEach(decorate),
  ).observe(list, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-version'],
  });
}

function articlesOf({ type, target, addedNodes }: MutationRecord, list: HTMLElement): Article[] {
  const touched = type === 'attributes' ? [target] : target === list ? [...addedNodes] : [];
  return touched.filter((node): node is Article => node instanceof HTMLElement && node.matches('article'));
}
