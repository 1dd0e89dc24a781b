/** Times in the time zone of the browser and the language of the page. */

import { locale, say } from './texts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS_IN_MONTH = 365.25 / 12;
/** Longer distances are given in months and years. */
const MOST_DAYS = 30;

const time = format({ timeStyle: 'short' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfAnotherYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
/** Date and time to the minute, with the day of the week. */
export const exactly = format({ dateStyle: 'full', timeStyle: 'short' });

/** "Yesterday" is right for days, but "last year" could be last week, so years and months use numbers. */
const byCalendar = distance('auto');
const inNumbers = distance('always');

export function showTime(element: HTMLTimeElement, iso: string): void {
  const date = new Date(iso);
  element.dateTime = iso;
  element.textContent = time(date);
  element.title = exactly(date);
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

/**
 * How long ago that was, or in how long it will be. Less than a day is given in hours, whatever the calendar says; then
 * days are those of the calendar.
 */
export function distanceTo(date: Date, now = new Date()): string {
  const away = date.getTime() - now.getTime();
  const [minutes, hours] = [Math.round(away / MINUTE_MS), Math.round(away / HOUR_MS)];
  if (minutes === 0) {
    return byCalendar(0, 'second');
  }
  if (Math.abs(minutes) < 60) {
    return inNumbers(minutes, 'minute');
  }
  return Math.abs(hours) < 24 ? inNumbers(hours, 'hour') : distanceInDays(daysBetween(now, date));
}

function distanceInDays(days: number): string {
  if (Math.abs(days) <= MOST_DAYS) {
    return byCalendar(days, 'day');
  }
  const months = Math.round(days / DAYS_IN_MONTH);
  return Math.abs(months) < 12 ? inNumbers(months, 'month') : inNumbers(Math.round(months / 12), 'year');
}

/** Counts midnights, as days are an hour longer or shorter when daylight saving time changes. */
function daysBetween(one: Date, other: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(other) - midnight(one)) / DAY_MS);
}

/** Created on first use, as the page has a language by then, and kept, as creating it is slow. */
function format(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (date) => (made ??= new Intl.DateTimeFormat(locale(), options)).format(date);
}

function distance(numeric: 'auto' | 'always'): Intl.RelativeTimeFormat['format'] {
  let made: Intl.RelativeTimeFormat | undefined;
  return (value, unit) => (made ??= new Intl.RelativeTimeFormat(locale(), { numeric })).format(value, unit);
}
