/** Relative times, such as "5 minutes ago", which are kept up to date while they are shown. */

import { relativeTime, formatExactly } from './dates';
import { t } from './texts';

/** Half of the shortest time after which a relative time changes. */
const UPDATE_INTERVAL_MS = 30_000;

const texts = new WeakMap<HTMLTimeElement, string>();

/** @param text the key of a text around the relative time; empty for the relative time alone */
export function showRelativeTime(element: HTMLTimeElement, iso: string, text = ''): void {
  element.dateTime = iso;
  element.title = formatExactly(new Date(iso));
  texts.set(element, text);
  element.setAttribute('data-distance', '');
  draw(element);
}

export function startRelativeTimeUpdates(): void {
  setInterval(
    () => document.querySelectorAll<HTMLTimeElement>('time[data-distance]').forEach(draw),
    UPDATE_INTERVAL_MS,
  );
}

function draw(element: HTMLTimeElement): void {
  const distance = relativeTime(new Date(element.dateTime));
  const text = texts.get(element);
  element.textContent = text ? t(text, distance) : distance;
}
