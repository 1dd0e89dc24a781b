/** Relative times, such as "5 minutes ago", which are kept up to date while they are shown. */

import { distanceTo, exactly } from './dates';
import { say } from './texts';

/** Half of the shortest time after which a relative time changes. */
const EVERY_MS = 30_000;

const texts = new WeakMap<HTMLTimeElement, string>();

/** @param text the key of a text around the relative time; empty for the relative time alone */
export function showDistance(element: HTMLTimeElement, iso: string, text = ''): void {
  element.dateTime = iso;
  element.title = exactly(new Date(iso));
  texts.set(element, text);
  element.setAttribute('data-distance', '');
  draw(element);
}

export function keepDistances(): void {
  setInterval(() => document.querySelectorAll<HTMLTimeElement>('time[data-distance]').forEach(draw), EVERY_MS);
}

function draw(element: HTMLTimeElement): void {
  const distance = distanceTo(new Date(element.dateTime));
  const text = texts.get(element);
  element.textContent = text ? say(text, distance) : distance;
}
