import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { shouldNotify, levelOf } from '../../resources/web/app/notification/notification-rules';
import { messageAt } from './room';

describe('notification rules', () => {
  const said = (by: string, ...mentions: string[]) => ({
    ...messageAt(1, 1),
    author: { username: by, displayName: by, picture: null },
    mentions,
  });

  it('default to all messages in conversations, and to mentions elsewhere', () => {
    assert.equal(levelOf(undefined, 'direct'), 'all');
    assert.equal(levelOf(undefined, 'public'), 'mentions');
    assert.equal(levelOf(undefined, 'private'), 'mentions');
    assert.equal(levelOf('', 'private'), 'mentions');
  });

  it('use the chosen level in any room', () => {
    assert.equal(levelOf('nothing', 'direct'), 'nothing');
    assert.equal(levelOf('mentions', 'direct'), 'mentions');
    assert.equal(levelOf('all', 'public'), 'all');
  });

  it('match mentions of the user and of everyone', () => {
    assert.ok(shouldNotify(said('tom', 'mira'), 'mira', 'mentions'));
    assert.ok(shouldNotify(said('tom', 'eve', 'room'), 'mira', 'mentions'));
    assert.ok(!shouldNotify(said('tom', 'eve', 'miranda'), 'mira', 'mentions'));
    assert.ok(!shouldNotify(said('tom'), 'mira', 'mentions'));
  });

  it('never notify in muted rooms, even of mentions', () => {
    assert.ok(!shouldNotify(said('tom', 'mira', 'room'), 'mira', 'nothing'));
  });

  it("never match the user's own or deleted messages", () => {
    assert.ok(!shouldNotify(said('mira', 'mira'), 'mira', 'all'));
    assert.ok(!shouldNotify({ ...said('tom'), deleted: true }, 'mira', 'all'));
    assert.ok(shouldNotify(said('tom'), 'mira', 'all'));
  });
});
