/** The lines where a day begins: the service draws those of the first page, and the page those that come. */

import { dayName } from '../lib/dates';
import { ElementState } from '../lib/element-state';

/** By then after midnight "today" is "yesterday". */
const EVERY_MS = 30_000;

/** Dates by the reader's clock, such as `2026-11-30`. */
const days = new ElementState<HTMLElement, string>(({ dataset }) => dataset['day'] ?? '');

export function dayLine(date: Date): HTMLElement {
  const line = document.createElement('p');
  line.className = 'day';
  showDay(line, date);
  return line;
}

/** The service draws days by another clock as long as it does not know the reader's. */
export function showDay(line: HTMLElement, date: Date): void {
  const day = isoDay(date);
  days.set(line, day);
  line.setAttribute('data-day', day);
  draw(line);
}

export function keepDays(): void {
  setInterval(() => document.querySelectorAll<HTMLElement>('.day').forEach(draw), EVERY_MS);
}

function draw(line: HTMLElement): void {
  const name = dayName(new Date(`${days.of(line)}T00:00`));
  if (line.textContent !== name) {
    line.textContent = name;
  }
}

/** By the reader's clock. */
function isoDay(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
