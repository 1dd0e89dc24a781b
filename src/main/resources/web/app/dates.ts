/** Times as the reader's own clock and the page's language show them. */

import { locale, say } from './texts';

export const dateAndTime = format({ dateStyle: 'medium', timeStyle: 'short' });
const time = format({ hour: 'numeric', minute: '2-digit' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfAnotherYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
const full = format({ dateStyle: 'full', timeStyle: 'short' });

export function showTime(element: HTMLTimeElement, iso: string): void {
  const date = new Date(iso);
  element.dateTime = iso;
  element.textContent = time(date);
  element.title = full(date);
}

export function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

export function dayName(date: Date, today = new Date()): string {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(date, today)) {
    return say('today');
  }
  if (sameDay(date, yesterday)) {
    return say('yesterday');
  }
  return (date.getFullYear() === today.getFullYear() ? day : dayOfAnotherYear)(date);
}

/** Made when there is something to say, as the page has a language by then, and kept, as it takes long to make. */
function format(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (date) => (made ??= new Intl.DateTimeFormat(locale(), options)).format(date);
}
