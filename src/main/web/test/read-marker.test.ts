import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';

import { ReadMarker } from '../../resources/web/app/room/read-marker';
import { Unread } from '../../resources/web/app/room/unread-count';
import { messageAt } from './room';

const EVERY_MS = 1_000;

describe('what is unread of a room in which the others have posted ten messages, all of them read', () => {
  const read = (seq: number, unread: number, end: number, back: boolean) =>
    ({ type: 'read', room: 1, seq, unread, mentionedAt: [], end, back }) as const;
  const start = (): Unread => {
    const unread = new Unread('tom');
    unread.set({ id: 1, seq: 10, lastRead: 10, unread: 0, mentionedAt: [] });
    return unread;
  };

  it('passes over a mark from before what was seen here', () => {
    const unread = start();
    unread.read(read(4, 6, 10, false));
    assert.equal(unread.of(1), 0);
  });

  it('follows a mark that goes back because somebody wanted it', () => {
    const unread = start();
    unread.read(read(4, 6, 10, true));
    assert.equal(unread.of(1), 6);
    assert.equal(unread.lastRead(1), 4);
  });

  it('counts what came and was seen after the service had counted', () => {
    const unread = start();
    unread.count(messageAt(11, 11));
    unread.seen(1, 11);
    assert.equal(unread.of(1), 0);
    unread.read(read(4, 6, 10, true));
    assert.equal(unread.of(1), 7, 'the eleventh is after the mark, and not in the count');
  });

  it('counts nothing twice', () => {
    const unread = start();
    unread.count(messageAt(11, 11));
    unread.read(read(4, 7, 11, true));
    assert.equal(unread.of(1), 7);
  });
});

describe('the mark of how far a room is read', () => {
  const marker = (t: TestContext, told: number[]): ReadMarker => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    return new ReadMarker(5, (seq) => told.push(seq) > 0);
  };

  it('is told once a second, with the last of what was read', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(6);
    mark.mark(8);
    mark.mark(7);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8]);
  });

  it('is not told any more once it is to be unread', (t) => {
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

  it('is told again after a reconnect, when the service has not got it', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(8);
    t.mock.timers.tick(EVERY_MS);
    assert.equal(mark.restart(5), false);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8, 8]);
  });

  it('has gone back, where the service has less than it had confirmed', (t) => {
    const told: number[] = [];
    const mark = marker(t, told);
    mark.mark(8);
    t.mock.timers.tick(EVERY_MS);
    mark.heard(8);
    assert.equal(mark.restart(2), true);
    t.mock.timers.tick(EVERY_MS);
    assert.deepEqual(told, [8]);
  });
});
