import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';
import { formatDay, relativeTime } from '../../resources/web/app/lib/dates';

it('today and yesterday have names', () => {
  const today = new Date(2026, 10, 26, 9);
  const days = [new Date(2026, 10, 26), new Date(2026, 10, 25, 23), new Date(2026, 10, 24), new Date(2025, 10, 24)];

  assert.deepEqual(
    days.map((day) => formatDay(day, today)),
    ['Today', 'Yesterday', 'Tuesday, November 24', 'November 24, 2025'],
  );
});

describe('a relative time', () => {
  const now = new Date(2026, 10, 26, 9);
  const said = (...parts: [number, number, number, number?, number?, number?]) => relativeTime(new Date(...parts), now);
  const away = (ms: number) => relativeTime(new Date(now.getTime() + ms), now);
  const [second, minute, hour] = [1_000, 60_000, 3_600_000];

  it('is "now" below half a minute', () => {
    assert.deepEqual([0, -29 * second, 29 * second].map(away), ['now', 'now', 'now']);
    assert.deepEqual([-31 * second, 31 * second].map(away), ['1 minute ago', 'in 1 minute']);
  });

  it('is in minutes up to an hour', () => {
    assert.deepEqual([-5 * minute, 5 * minute].map(away), ['5 minutes ago', 'in 5 minutes']);
    assert.deepEqual([-59 * minute, -59.6 * minute, 60 * minute].map(away), [
      '59 minutes ago',
      '1 hour ago',
      'in 1 hour',
    ]);
  });

  it('is in hours up to a day, also over midnight', () => {
    assert.deepEqual([-10 * hour, -23.4 * hour, 23.4 * hour].map(away), [
      '10 hours ago',
      '23 hours ago',
      'in 23 hours',
    ]);
    assert.deepEqual([-23.6 * hour, 23.9 * hour].map(away), ['yesterday', 'tomorrow']);
  });

  it('is in days of the calendar from then on', () => {
    assert.deepEqual(
      [
        said(2026, 10, 25, 1),
        said(2026, 10, 24, 23),
        said(2026, 10, 24, 1),
        said(2026, 10, 29, 23),
        said(2026, 11, 3, 8),
      ],
      ['yesterday', '2 days ago', '2 days ago', 'in 3 days', 'in 7 days'],
    );
    assert.deepEqual([said(2026, 9, 27), said(2026, 11, 26, 20)], ['30 days ago', 'in 30 days']);
  });

  it('is in numbers of months and years, not those of the calendar', () => {
    assert.deepEqual(
      [
        said(2026, 9, 26),
        said(2026, 8, 26),
        said(2025, 11, 26),
        said(2025, 10, 26),
        said(2024, 10, 20),
        said(2027, 10, 26),
      ],
      ['1 month ago', '2 months ago', '11 months ago', '1 year ago', '2 years ago', 'in 1 year'],
    );
  });

  it('does not depend on daylight saving time', () => {
    const spring = new Date(2026, 2, 30, 0, 30);

    assert.equal(relativeTime(new Date(2026, 2, 28, 12), spring), '2 days ago');
  });
});
