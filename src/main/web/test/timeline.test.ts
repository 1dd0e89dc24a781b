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

/** What one event after the other brings to the page: the versions shown, in order. */
function fold(start: Timeline, ...events: TimelineEvent[]): { timeline: Timeline; shown: number[] } {
  let timeline = start;
  const shown: number[] = [];
  for (const event of events) {
    const step = reduce(timeline, event);
    timeline = step.timeline;
    shown.push(...step.news.map(({ version }) => version));
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

  it('leaves what comes after a gap to the fetch, and knows of the gap', () => {
    const { timeline, shown } = fold(start, changed(7, 7));
    assert.deepEqual(shown, []);
    assert.equal(timeline.position, 5);
    assert.equal(isBehind(timeline), true);
  });

  it('shows its own send before the socket tells of it, and not again when it does', () => {
    const { timeline, shown } = fold(start, answered(7, 7), changed(6, 6), changed(7, 7));
    assert.deepEqual(shown, [7, 6]);
    assert.equal(timeline.position, 7);
    assert.equal(timeline.ahead.size, 0);
  });

  it('never goes back to what a message was before', () => {
    const late: TimelineEvent = { type: 'caught-up', messages: [messageAt(6, 6)], version: 6, more: false };
    const { timeline, shown } = fold(start, changed(6, 6), changed(6, 7), late);
    assert.deepEqual(shown, [6, 7]);
    assert.equal(timeline.position, 7);
  });

  it('asks again while there is more than a page of changes', () => {
    const part: TimelineEvent = { type: 'caught-up', messages: [messageAt(6, 6)], version: 6, more: true };
    assert.equal(isBehind(fold(start, part).timeline), true);
  });

  it('passes over the edit of a message that is too old to be shown', () => {
    const { timeline, shown } = fold(start, changed(1, 6));
    assert.deepEqual(shown, []);
    assert.equal(timeline.position, 6);
  });

  it('shows the page before, with what was changed while it was fetched', () => {
    const { timeline, shown } = fold(start, asked, changed(2, 6), arrived(1, [1, 2, 3], false, true));
    assert.deepEqual(shown, [1, 6, 3]);
    assert.equal(timeline.first, 1);
    assert.equal(timeline.more, false);
    assert.equal(timeline.awaited, null, 'nothing is waited for any more');
  });

  it('shows a page that was given up, or came twice, not at all', () => {
    assert.deepEqual(fold(start, asked, { type: 'failed', ask: 1 }, third(1)).shown, []);
    assert.deepEqual(fold(start, asked, third(1), third(1)).shown, [3]);
  });

  it('shows only the page that was asked for last, as it knows not what the one before has missed', () => {
    const again = fold(start, asked, { type: 'failed', ask: 1 }, changed(3, 6), asked);
    assert.deepEqual(fold(again.timeline, third(1)).shown, []);
    assert.deepEqual(fold(again.timeline, third(2)).shown, [3]);
  });

  it('keeps the latest of the changes that the awaited page may lack, in whatever order they come', () => {
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

  it('passes over what is posted at the end, and what is sent by itself', () => {
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

  it('shows what was posted while the last page was fetched, and all that comes then', () => {
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

  it('shows nothing of what lies beyond a page that is not the last', () => {
    assert.deepEqual(fold(start, later, changed(10, 10), arrived(1, [6, 7], true, true)).shown, [6, 7]);
  });

  it('begins afresh elsewhere, with what has changed since that page was asked for', () => {
    const asking = fold(start, jump, changed(5, 10), changed(1, 11)).timeline;
    const { timeline, news, afresh } = reduce(asking, arrived(1, [1, 2, 5], false, true));
    assert.equal(afresh, true);
    assert.deepEqual(
      news.map(({ version }) => version),
      [11, 2, 10],
    );
    assert.equal(timeline.position, 11, 'nothing has to be caught up with again');
    assert.deepEqual([timeline.first, timeline.last, timeline.more], [1, 5, false]);
  });

  it('gives up the page that it was fetching when it jumps', () => {
    const asking = fold(start, later, jump).timeline;
    assert.deepEqual(fold(asking, arrived(1, [6, 7], true, true)).shown, []);
    assert.deepEqual(fold(asking, { type: 'failed', ask: 1 }, arrived(2, [1], false, true)).shown, [1]);
  });

  it('passes over what was trimmed, and shows it again with its page', () => {
    const trimmed = fold(start, { type: 'trimmed', first: 4, last: 4 }).timeline;
    assert.deepEqual(fold(trimmed, changed(5, 10)).shown, []);
    assert.deepEqual(fold(trimmed, later, arrived(1, [5, 6], true, true)).shown, [5, 6]);
  });

  it('does not wait for a page that follows on what was trimmed', () => {
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
  it('does not show again what it has already', () => {
    const start = startOf(pageOf([held({ seq: 1, version: 3 })], 1, false));
    const { timeline, shown } = fold(start, changed(1, 2), changed(1, 3), changed(1, 4));
    assert.deepEqual(shown, [4]);
    assert.equal(timeline.position, 4);
  });
});
