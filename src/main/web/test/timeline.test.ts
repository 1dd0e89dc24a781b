import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  hasLater,
  isBehind,
  reduce,
  startOf,
  type Timeline,
  type TimelineEvent,
} from '../../resources/web/app/message/timeline';
import { held, messageAt, pageOf } from './room';

/** The versions shown after a sequence of events, in order. */
function fold(start: Timeline, ...events: TimelineEvent[]): { timeline: Timeline; shown: number[] } {
  let timeline = start;
  const shown: number[] = [];
  for (const event of events) {
    const step = reduce(timeline, event);
    timeline = step.timeline;
    shown.push(...step.updates.map(({ version }) => version));
  }
  return { timeline, shown };
}

const changed = (seq: number, version: number): TimelineEvent => ({
  type: 'changed',
  message: messageAt(seq, version),
});
const answered = (seq: number, version: number): TimelineEvent => ({
  type: 'answered',
  message: messageAt(seq, version),
});

const asked: TimelineEvent = { type: 'asked', way: 'earlier' };
const arrived = (ask: number, places: readonly number[], more: boolean, later: boolean): TimelineEvent => ({
  type: 'arrived',
  ask,
  messages: places.map((seq) => messageAt(seq, seq)),
  more,
  later,
});
const third = (ask: number): TimelineEvent => arrived(ask, [3], true, true);

describe('a room of five messages, of which the last two are shown', () => {
  const start = startOf(pageOf([messageAt(4, 4), messageAt(5, 5)], 5, true));

  it('shows the next change', () => {
    const { timeline, shown } = fold(start, changed(6, 6));
    assert.deepEqual(shown, [6]);
    assert.equal(timeline.position, 6);
    assert.equal(isBehind(timeline), false);
  });

  it('shows a repeated change once', () => {
    assert.deepEqual(fold(start, changed(6, 6), changed(6, 6)).shown, [6]);
  });

  it('ignores changes after a gap, and knows of the gap', () => {
    const { timeline, shown } = fold(start, changed(7, 7));
    assert.deepEqual(shown, []);
    assert.equal(timeline.position, 5);
    assert.equal(isBehind(timeline), true);
  });

  it('shows a sent message before its event, and not again with it', () => {
    const { timeline, shown } = fold(start, answered(7, 7), changed(6, 6), changed(7, 7));
    assert.deepEqual(shown, [7, 6]);
    assert.equal(timeline.position, 7);
    assert.equal(timeline.ahead.size, 0);
  });

  it('never shows an older version of a message', () => {
    const late: TimelineEvent = { type: 'caught-up', messages: [messageAt(6, 6)], version: 6, more: false };
    const { timeline, shown } = fold(start, changed(6, 6), changed(6, 7), late);
    assert.deepEqual(shown, [6, 7]);
    assert.equal(timeline.position, 7);
  });

  it('knows that there is more than a page of changes', () => {
    const part: TimelineEvent = { type: 'caught-up', messages: [messageAt(6, 6)], version: 6, more: true };
    assert.equal(isBehind(fold(start, part).timeline), true);
  });

  it('ignores the edit of a message before the window', () => {
    const { timeline, shown } = fold(start, changed(1, 6));
    assert.deepEqual(shown, []);
    assert.equal(timeline.position, 6);
  });

  it('shows the page before, with the changes made while it was fetched', () => {
    const { timeline, shown } = fold(start, asked, changed(2, 6), arrived(1, [1, 2, 3], false, true));
    assert.deepEqual(shown, [1, 6, 3]);
    assert.equal(timeline.first, 1);
    assert.equal(timeline.more, false);
    assert.equal(timeline.awaited, null, 'nothing is waited for any more');
  });

  it('ignores a page that was cancelled or repeated', () => {
    assert.deepEqual(fold(start, asked, { type: 'failed', ask: 1 }, third(1)).shown, []);
    assert.deepEqual(fold(start, asked, third(1), third(1)).shown, [3]);
  });

  it('shows only the page that was requested last', () => {
    const again = fold(start, asked, { type: 'failed', ask: 1 }, changed(3, 6), asked);
    assert.deepEqual(fold(again.timeline, third(1)).shown, []);
    assert.deepEqual(fold(again.timeline, third(2)).shown, [3]);
  });

  it('keeps the latest of the changes that the awaited page may lack, in any order', () => {
    const late: TimelineEvent = { type: 'caught-up', messages: [messageAt(3, 6)], version: 6, more: false };
    assert.deepEqual(fold(start, asked, changed(3, 6), changed(3, 7), late, third(1)).shown, [7]);
  });

  it('changes neither the timeline nor the event it is given', () => {
    const timeline = Object.freeze(fold(start, asked, answered(9, 9)).timeline);
    const before = structuredClone(timeline);
    fold(timeline, Object.freeze(changed(2, 6)), Object.freeze(changed(9, 10)), answered(8, 8));
    assert.deepEqual(structuredClone(timeline), before);
  });
});

describe('a room of nine messages, of which the fourth and fifth are shown', () => {
  const start = startOf(pageOf([messageAt(4, 4), messageAt(5, 5)], 9, true, true));
  const later: TimelineEvent = { type: 'asked', way: 'later' };
  const jump: TimelineEvent = { type: 'asked', way: 'elsewhere' };

  it('ignores messages after the window', () => {
    const { timeline, shown } = fold(start, changed(10, 10), answered(11, 11));
    assert.deepEqual(shown, []);
    assert.equal(timeline.position, 10);
  });

  it('shows the page after, and knows that there is more', () => {
    const { timeline, shown } = fold(start, later, arrived(1, [6, 7], true, true));
    assert.deepEqual(shown, [6, 7]);
    assert.equal(timeline.last, 7);
    assert.equal(hasLater(timeline), true);
  });

  it('shows messages posted while the last page was fetched, and all later ones', () => {
    const { timeline, shown } = fold(
      start,
      later,
      changed(10, 10),
      changed(8, 11),
      arrived(1, [6, 7, 8, 9], true, false),
      changed(11, 12),
    );
    assert.deepEqual(shown, [6, 7, 11, 9, 10, 12]);
    assert.equal(hasLater(timeline), false);
  });

  it('ignores messages after a page that is not the last', () => {
    assert.deepEqual(fold(start, later, changed(10, 10), arrived(1, [6, 7], true, true)).shown, [6, 7]);
  });

  it('replaces the window, with the changes made since the page was requested', () => {
    const asking = fold(start, jump, changed(5, 10), changed(1, 11)).timeline;
    const { timeline, updates, replacesAll } = reduce(asking, arrived(1, [1, 2, 5], false, true));
    assert.equal(replacesAll, true);
    assert.deepEqual(
      updates.map(({ version }) => version),
      [11, 2, 10],
    );
    assert.equal(timeline.position, 11, 'nothing has to be caught up with again');
    assert.deepEqual([timeline.first, timeline.last, timeline.more], [1, 5, false]);
  });

  it('cancels the awaited page when it jumps', () => {
    const asking = fold(start, later, jump).timeline;
    assert.deepEqual(fold(asking, arrived(1, [6, 7], true, true)).shown, []);
    assert.deepEqual(fold(asking, { type: 'failed', ask: 1 }, arrived(2, [1], false, true)).shown, [1]);
  });

  it('ignores trimmed messages, and shows them again with their page', () => {
    const trimmed = fold(start, { type: 'trimmed', first: 4, last: 4 }).timeline;
    assert.deepEqual(fold(trimmed, changed(5, 10)).shown, []);
    assert.deepEqual(fold(trimmed, later, arrived(1, [5, 6], true, true)).shown, [5, 6]);
  });

  it('cancels the awaited page next to trimmed messages', () => {
    const { shown } = fold(start, later, { type: 'trimmed', first: 4, last: 4 }, arrived(1, [6, 7], true, true));
    assert.deepEqual(shown, []);
  });
});

describe('an empty room', () => {
  it('shows its first message', () => {
    const { timeline, shown } = fold(startOf(pageOf([], 0, false)), changed(1, 1));
    assert.deepEqual(shown, [1]);
    assert.equal(timeline.first, 1);
  });
});

describe('a page that was read a moment after its position', () => {
  it('does not show a version again', () => {
    const start = startOf(pageOf([held({ seq: 1, version: 3 })], 1, false));
    const { timeline, shown } = fold(start, changed(1, 2), changed(1, 3), changed(1, 4));
    assert.deepEqual(shown, [4]);
    assert.equal(timeline.position, 4);
  });
});
