/** Cookies that the script sets and the server reads for its next page. Named as the server names its own cookies. */

const A_YEAR_S = 365 * 24 * 60 * 60;

/** @param value of characters that are allowed in a cookie; empty removes it */
export function remember(name: string, value: string): void {
  const [full, secure] = location.protocol === 'https:' ? [`__Host-${name}`, '; secure'] : [name, ''];
  document.cookie = `${full}=${value}; path=/; max-age=${value ? A_YEAR_S : 0}; samesite=lax${secure}`;
}

/** Sends the time zone to the server, so the next page has local times and days. */
export function rememberZone(): void {
  remember('zone', new Intl.DateTimeFormat().resolvedOptions().timeZone);
}
