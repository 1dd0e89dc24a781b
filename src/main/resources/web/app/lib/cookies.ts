/** Cookies that the script sets and the server reads for its next page. Named as the server names its own cookies. */

const YEAR_S = 365 * 24 * 60 * 60;

/** @param value of characters that are allowed in a cookie; empty removes it */
export function setCookie(name: string, value: string): void {
  const [full, secure] = location.protocol === 'https:' ? [`__Host-${name}`, '; secure'] : [name, ''];
  document.cookie = `${full}=${value}; path=/; max-age=${value ? YEAR_S : 0}; samesite=lax${secure}`;
}

/** Sends the time zone to the server, so the next page has local times and days. */
export function storeTimeZone(): void {
  setCookie('zone', new Intl.DateTimeFormat().resolvedOptions().timeZone);
}
