/** Times in the time zone of the browser and the language of the page. */

import { locale, t } from './texts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS_IN_MONTH = 365.25 / 12;
/** Longer distances are given in months and years. */
const MAX_DAYS = 30;

const time = formatter({ timeStyle: 'short' });
const day = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfAnotherYear = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
/** Date and time to the minute, with the day of the week. */
export const formatExactly = formatter({ dateStyle: 'full', timeStyle: 'short' });

/** "Yesterday" is right for days, but "last year" could be last week, so years and months use numbers. */
const calendarDistance = relativeFormatter('auto');
const numericDistance = relativeFormatter('always');

export function showTime(element: HTMLTimeElement, iso: string): void {
  const date = new Date(iso);
  element.dateTime = iso;
  element.textContent = time(date);
  element.title = formatExactly(date);
}

export function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

export function formatDay(date: Date, today = new Date()): string {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (isSameDay(date, today)) {
    return t('today');
  }
  if (isSameDay(date, yesterday)) {
    return t('yesterday');
  }
  return (date.getFullYear() === today.getFullYear() ? day : dayOfAnotherYear)(date);
}

/**
 * How long ago that was, or in how long it will be. Less than a day is given in hours, whatever the calendar says; then
 * days are those of the calendar.
 */
export function relativeTime(date: Date, now = new Date()): string {
  const away = date.getTime() - now.getTime();
  const [minutes, hours] = [Math.round(away / MINUTE_MS), Math.round(away / HOUR_MS)];
  if (minutes === 0) {
    return calendarDistance(0, 'second');
  }
  if (Math.abs(minutes) < 60) {
    return numericDistance(minutes, 'minute');
  }
  return Math.abs(hours) < 24 ? numericDistance(hours, 'hour') : relativeDays(daysBetween(now, date));
}

function relativeDays(days: number): string {
  if (Math.abs(days) <= MAX_DAYS) {
    return calendarDistance(days, 'day');
  }
  const months = Math.round(days / DAYS_IN_MONTH);
  return Math.abs(months) < 12 ? numericDistance(months, 'month') : numericDistance(Math.round(months / 12), 'year');
}

/** Counts midnights, as days are an hour longer or shorter when daylight saving time changes. */
function daysBetween(one: Date, other: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(other) - midnight(one)) / DAY_MS);
}

/** Created on first use, as the page has a language by then, and kept, as creating it is slow. */
function formatter(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (date) => (made ??= new Intl.DateTimeFormat(locale(), options)).format(date);
}

function relativeFormatter(numeric: 'auto' | 'always'): Intl.RelativeTimeFormat['format'] {
  let made: Intl.RelativeTimeFormat | undefined;
  return (value, unit) => (made ??= new Intl.RelativeTimeFormat(locale(), { numeric })).format(value, unit);
}
