/** Times as the reader's own clock and language show them. */

const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfAnotherYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

export function showTime(element: HTMLTimeElement, iso: string): void {
  const date = new Date(iso);
  element.dateTime = iso;
  element.textContent = time.format(date);
  element.title = full.format(date);
}

export function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

export function dayName(date: Date, today = new Date()): string {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(date, today)) {
    return 'Today';
  }
  if (sameDay(date, yesterday)) {
    return 'Yesterday';
  }
  return (date.getFullYear() === today.getFullYear() ? day : dayOfAnotherYear).format(date);
}
