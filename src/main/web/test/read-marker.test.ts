import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';

import { ReadMarker } from '../../resources/web/app/room/read-marker';
import { UnreadCounts } from '../../resources/web/app/room/unread-count';
import { messageAt } from './room';

const EVERY_MS = 1_000;

describe('the unread count of a room with ten messages of others, all of them read', () => {
  const read = (seq: number, unread: number, end: number, back: boolean) =>
    ({ type: 'read', room: 1, seq, unread, mentionedAt: [], end, back }) as const;
  const start = (): UnreadCounts => {
    const unread = new UnreadCounts('tom');
    unread.set({ id: 1, seq: 10, lastRead: 10, unread: 0, mentionedAt: [] });
    return unread;
  };

  it('ignores a mark that is older than what was seen here', () => {
    const unread = start();
    unread.applyReadEvent(read(4, 6, 10, false));
    assert.equal(unread.of(1), 0);
  });

  it('follows a mark that goes back on request', () => {
    const unread = start();
    unread.applyReadEvent(read(4, 6, 10, true));
    assert.equal(unread.of(1), 6);
    assert.equal(unread.lastRead(1), 4);
  });

  it('counts messages that arrived and were seen after the server had counted', () => {
    const unread = start();
    unread.count(messageAt(11, 11));
    unread.markSeen(1, 11);
    assert.equal(unread.of(1), 0);
    unread.applyReadEvent(read(4, 6, 10, true));
    assert.equal(unread.of(1), 7, 'the eleventh is after the mark, and not in the count');
  });

  it('counts no message twice', () => {
    const unread = start();
    unread.count(messageAt(11, 11));
    unread.applyReadEvent(read(4, 7, 11, true));
    assert.equal(unread.of(1), 7);
  });
});

describe('the read mark of a room', () => {
  const marker = (t: TestContext, told: number[]): ReadMarker => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    return new ReadMarker(5, (seq) => told.push(seq) > 0);
  };

  it('is sent once a second, with the latest place', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(6);
    mark.mark(8);
    mark.mark(7);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8]);
  });

  it('is not sent once the room is marked as unread', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(8);
    mark.goBack(3);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, []);
    mark.mark(8);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8], 'until it is read again');
  });

  it('is sent again after a reconnect if the server does not have it', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(8);
    t.mock.timers.tick(EVERY_MS);
    assert.equal(mark.restart(5), false);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8, 8]);
  });

  it('goes back if the server has less than it had confirmed', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(8);
    t.mock.timers.tick(EVERY_MS);
    mark.confirm(8);
    assert.equal(mark.restart(2), true);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8]);
  });
});
