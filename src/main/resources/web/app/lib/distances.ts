/** Times that are said by how far away they are, and stay right for as long as they are shown. */

import { distanceTo, exactly } from './dates';
import { say } from './texts';

/** Twice in the shortest time after which something else is to be said. */
const EVERY_MS = 30_000;

const texts = new WeakMap<HTMLTimeElement, string>();

/** @param text what is said of the distance; without it, the distance alone */
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
