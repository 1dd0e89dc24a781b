import assert from 'node:assert/strict';
import { it } from 'node:test';

import './english';
import { dayName } from '../../main/resources/web/app/dates';

it('a day is called as near as it is', () => {
  const today = new Date(2026, 10, 26, 9);
  const days = [new Date(2026, 10, 26), new Date(2026, 10, 25, 23), new Date(2026, 10, 24), new Date(2025, 10, 24)];

  assert.deepEqual(
    days.map((day) => dayName(day, today)),
    ['Today', 'Yesterday', 'Tuesday, November 24', 'November 24, 2025'],
  );
});
