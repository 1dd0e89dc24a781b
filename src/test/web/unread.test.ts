import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { Unread } from '../../main/resources/web/app/unread';
import { messageAt } from './room';

describe('what is unread', () => {
  let unread: Unread;

  beforeEach(() => {
    unread = new Unread('tom');
    unread.set({ id: 1, seq: 3, lastRead: 1, unread: 2 });
    unread.set({ id: 2, seq: 9, lastRead: 4, unread: 5 });
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

  it('is news once, and not when it changes', () => {
    assert.equal(unread.count(messageAt(4, 4)), true);
    assert.equal(unread.count(messageAt(4, 5)), false);
    assert.equal(unread.count(messageAt(2, 6)), false);
  });

  it("is no news when it is one's own, or read already, or of a room that one is not in", () => {
    unread.seen(1, 5);

    assert.equal(unread.count(messageAt(5, 5)), false);
    assert.equal(new Unread('tom').count(messageAt(4, 4)), false);
    const mine = { ...messageAt(6, 6), author: { username: 'tom', displayName: 'Tom' } };
    assert.equal(unread.count(mine), false);
  });
});
