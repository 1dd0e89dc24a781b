import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { concerns, levelOf } from '../../resources/web/app/notification/notification-rules';
import { messageAt } from './room';

describe('of what one is told', () => {
  const said = (by: string, ...mentions: string[]) => ({
    ...messageAt(1, 1),
    author: { username: by, displayName: by, picture: null },
    mentions,
  });

  it('without a choice is all between two, and elsewhere what calls one', () => {
    assert.equal(levelOf(undefined, 'direct'), 'all');
    assert.equal(levelOf(undefined, 'public'), 'mentions');
    assert.equal(levelOf(undefined, 'private'), 'mentions');
    assert.equal(levelOf('', 'private'), 'mentions');
  });

  it('is what was chosen, whatever the room', () => {
    assert.equal(levelOf('nothing', 'direct'), 'nothing');
    assert.equal(levelOf('mentions', 'direct'), 'mentions');
    assert.equal(levelOf('all', 'public'), 'all');
  });

  it('a mention counts by its name or as everyone', () => {
    assert.ok(concerns(said('tom', 'mira'), 'mira', 'mentions'));
    assert.ok(concerns(said('tom', 'eve', 'room'), 'mira', 'mentions'));
    assert.ok(!concerns(said('tom', 'eve', 'miranda'), 'mira', 'mentions'));
    assert.ok(!concerns(said('tom'), 'mira', 'mentions'));
  });

  it('nothing is nothing, even for who is called', () => {
    assert.ok(!concerns(said('tom', 'mira', 'room'), 'mira', 'nothing'));
  });

  it("never is one's own, nor what was taken back", () => {
    assert.ok(!concerns(said('mira', 'mira'), 'mira', 'all'));
    assert.ok(!concerns({ ...said('tom'), deleted: true }, 'mira', 'all'));
    assert.ok(concerns(said('tom'), 'mira', 'all'));
  });
});
