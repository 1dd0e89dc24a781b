import type { Article } from './article-state';

/**
 * Calls `dress` with each message that a list has, gets, or gets another version of, before it is next drawn: for what is
 * the reader's own business, and not the service's, which draws a message for everyone alike.
 */
export function watchArticles(list: HTMLElement, dress: (article: Article) => void): void {
  list.querySelectorAll<Article>(':scope > article').forEach(dress);
  new MutationObserver((changes) =>
    new Set(changes.flatMap((change) => articlesOf(change, list))).forEach(dress),
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
