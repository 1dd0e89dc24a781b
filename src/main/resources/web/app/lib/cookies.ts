/** What this browser remembers and the service reads for its next page. Named as the service names its own cookies. */

const A_YEAR_S = 365 * 24 * 60 * 60;

/** @param value of letters that a cookie may have; nothing takes it away */
export function remember(name: string, value: string): void {
  const [full, secure] = location.protocol === 'https:' ? [`__Host-${name}`, '; secure'] : [name, ''];
  document.cookie = `${full}=${value}; path=/; max-age=${value ? A_YEAR_S : 0}; samesite=lax${secure}`;
}

/** Tells the service where this clock is, so that the next page comes with the reader's own times and days. */
export function rememberZone(): void {
  remember('zone', new Intl.DateTimeFormat().resolvedOptions().timeZone);
}
