/** The lines above the first message of a day. The server renders those of the first page, the script the others. */

import { formatDay } from '../lib/dates';
import { ElementState } from '../lib/element-state';

/** The longest delay after midnight before "today" becomes "yesterday". */
const UPDATE_INTERVAL_MS = 30_000;

/** Dates in the time zone of the browser, such as `2026-11-30`. */
const days = new ElementState<HTMLElement, string>(({ dataset }) => dataset['day'] ?? '');

export function dayLine(date: Date): HTMLElement {
  const line = document.createElement('p');
  line.className = 'day';
  showDay(line, date);
  return line;
}

/** The server uses another time zone as long as it does not know that of the browser. */
export function showDay(line: HTMLElement, date: Date): void {
  const day = isoDay(date);
  days.set(line, day);
  line.setAttribute('data-day', day);
  draw(line);
}

export function startDayLineUpdates(): void {
  setInterval(() => document.querySelectorAll<HTMLElement>('.day').forEach(draw), UPDATE_INTERVAL_MS);
}

function draw(line: HTMLElement): void {
  const name = formatDay(new Date(`${days.of(line)}T00:00`));
  if (line.textContent !== name) {
    line.textContent = name;
  }
}

/** In the time zone of the browser. */
function isoDay(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
