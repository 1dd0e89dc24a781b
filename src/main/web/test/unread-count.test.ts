import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { Unread } from '../../resources/web/app/room/unread-count';
import { messageAt } from './room';

describe('what is unread', () => {
  let unread: Unread;

  beforeEach(() => {
    unread = new Unread('tom');
    unread.set({ id: 1, seq: 3, lastRead: 1, unread: 2, mentionedAt: [2] });
    unread.set({ id: 2, seq: 9, lastRead: 4, unread: 5, mentionedAt: [] });
  });

  it('counts only where it is asked to', () => {
    assert.equal(
      unread.total(() => true),
      7,
    );
    assert.equal(
      unread.total((room) => room !== 2),
      2,
    );
  });

  it('counts what mentions one, as long as it does', () => {
    const calling = { ...messageAt(4, 4), mentions: ['tom'] };
    unread.count(calling);
    unread.count({ ...messageAt(5, 5), mentions: ['room'] });
    assert.equal(unread.mentions(1), 3);

    unread.count({ ...calling, version: 6, mentions: [] });
    unread.count({ ...messageAt(3, 7), mentions: ['tom', 'mira'] });
    unread.count({ ...messageAt(5, 8), mentions: ['room'], deleted: true });
    assert.equal(unread.mentions(1), 2);

    unread.seen(1, 2);
    assert.equal(unread.mentions(1), 1);
  });

  it('takes what mentions one from the service, and adds what came after', () => {
    unread.count({ ...messageAt(5, 5), mentions: ['tom'] });
    unread.read({ type: 'read', room: 1, seq: 2, unread: 2, mentionedAt: [4], end: 4, back: false });

    assert.equal(unread.mentions(1), 2);
    assert.equal(unread.mentions(2), 0);
  });

  it('is news once, and not when it changes', () => {
    assert.equal(unread.count(messageAt(4, 4)), true);
    assert.equal(unread.count(messageAt(4, 5)), false);
    assert.equal(unread.count(messageAt(2, 6)), false);
  });

  it("is no news when it is one's own, or read already, or of a room that one is not in", () => {
    unread.seen(1, 5);

    assert.equal(unread.count(messageAt(5, 5)), false);
    assert.equal(new Unread('tom').count(messageAt(4, 4)), false);
    const mine = { ...messageAt(6, 6), author: { username: 'tom', displayName: 'Tom', picture: null } };
    assert.equal(unread.count(mine), false);
  });
});
