import { userOf, currentUsername } from '../lib/current-user';
import { part } from '../lib/dom';

const PAGE_TIMEOUT_MS = 15_000;

/** The server cannot be reached. */
export class UnreachableError extends Error {}

/**
 * The view of a room, from its page.
 *
 * @return null if the response is no page that fits this one
 */
export async function fetchView(url: URL, signal: AbortSignal): Promise<HTMLElement | null> {
  const [response, html] = await fetchPage(url, AbortSignal.any([signal, AbortSignal.timeout(PAGE_TIMEOUT_MS)]));
  const page = new DOMParser().parseFromString(html, 'text/html');
  return response.ok && isCompatible(page) ? document.importNode(part(page, 'view'), true) : null;
}

async function fetchPage(url: URL, signal: AbortSignal): Promise<[Response, string]> {
  try {
    const response = await fetch(url, { headers: { Accept: 'text/html' }, signal });
    return [response, await response.text()];
  } catch (failure) {
    throw new UnreachableError(String(failure));
  }
}

/** Whether the page was rendered for the same user, language and appearance, by the same release. */
function isCompatible(page: Document): boolean {
  const isMine = userOf(page).username === currentUsername();
  const looksAlike = page.documentElement.cloneNode().isEqualNode(document.documentElement.cloneNode());
  return isMine && looksAlike && scriptsOf(page) === scriptsOf(document);
}

function scriptsOf(page: Document): string {
  return [...page.querySelectorAll('script[src]')].map((script) => script.getAttribute('src')).join(' ');
}
