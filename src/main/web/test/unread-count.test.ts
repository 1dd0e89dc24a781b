import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { UnreadCounts } from '../../resources/web/app/room/unread-count';
import { messageAt } from './room';

describe('unread counts', () => {
  let unread: UnreadCounts;

  beforeEach(() => {
    unread = new UnreadCounts('tom');
    unread.set({ id: 1, seq: 3, lastRead: 1, unread: 2, mentionedAt: [2] });
    unread.set({ id: 2, seq: 9, lastRead: 4, unread: 5, mentionedAt: [] });
  });

  it('are added up over the given rooms', () => {
    assert.equal(
      unread.total(() => true),
      7,
    );
    assert.equal(
      unread.total((room) => room !== 2),
      2,
    );
  });

  it('include mentions, as long as they exist', () => {
    const calling = { ...messageAt(4, 4), mentions: ['tom'] };
    unread.count(calling);
    unread.count({ ...messageAt(5, 5), mentions: ['room'] });
    assert.equal(unread.mentions(1), 3);

    unread.count({ ...calling, version: 6, mentions: [] });
    unread.count({ ...messageAt(3, 7), mentions: ['tom', 'mira'] });
    unread.count({ ...messageAt(5, 8), mentions: ['room'], deleted: true });
    assert.equal(unread.mentions(1), 2);

    unread.markSeen(1, 2);
    assert.equal(unread.mentions(1), 1);
  });

  it('take mentions from the server, and add later ones', () => {
    unread.count({ ...messageAt(5, 5), mentions: ['tom'] });
    unread.applyReadEvent({ type: 'read', room: 1, seq: 2, unread: 2, mentionedAt: [4], end: 4, back: false });

    assert.equal(unread.mentions(1), 2);
    assert.equal(unread.mentions(2), 0);
  });

  it('treat a message as new once, and not its changes', () => {
    assert.equal(unread.count(messageAt(4, 4)), true);
    assert.equal(unread.count(messageAt(4, 5)), false);
    assert.equal(unread.count(messageAt(2, 6)), false);
  });

  it('lose deleted messages, each once', () => {
    unread.count(messageAt(4, 4));
    unread.count({ ...messageAt(4, 5), deleted: true });
    assert.equal(unread.of(1), 2);

    unread.count({ ...messageAt(2, 6), deleted: true });
    unread.count({ ...messageAt(2, 6), deleted: true });
    assert.equal(unread.of(1), 1);

    unread.count({ ...messageAt(1, 7), deleted: true });
    assert.equal(unread.of(1), 1, 'it was read');
    assert.equal(unread.count({ ...messageAt(5, 8), deleted: true }), false);
    assert.equal(unread.of(1), 1);
    assert.equal(unread.lastSeq(1), 5);
  });

  it("ignore the user's own messages, read ones, and rooms of others", () => {
    unread.markSeen(1, 5);

    assert.equal(unread.count(messageAt(5, 5)), false);
    assert.equal(new UnreadCounts('tom').count(messageAt(4, 4)), false);
    const mine = { ...messageAt(6, 6), author: { username: 'tom', displayName: 'Tom', picture: null } };
    assert.equal(unread.count(mine), false);
  });
});
