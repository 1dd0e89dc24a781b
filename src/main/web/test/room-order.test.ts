import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';

import { type ListedRoom, orderOf, sectionOf } from '../../resources/web/app/room/room-order';

const room = (changes: Partial<ListedRoom>): ListedRoom => ({
  name: 'Kitchen',
  kind: 'public',
  level: 'mentions',
  unread: 0,
  activity: 0,
  ...changes,
});

describe('order of the sidebar', () => {
  it('unread rooms have a section, but muted ones stay where they are', () => {
    assert.equal(sectionOf(room({ unread: 1 })), 'unread');
    assert.equal(sectionOf(room({ unread: 1, kind: 'direct' })), 'unread');
    assert.equal(sectionOf(room({ unread: 1, level: 'nothing' })), 'rooms');
    assert.equal(sectionOf(room({ kind: 'several', level: 'nothing', unread: 2 })), 'direct');
  });

  it('rooms are sorted by name, and conversations by activity before them', () => {
    const sorted = [
      room({ name: 'Zoo' }),
      room({ name: 'Old', kind: 'direct', activity: 1 }),
      room({ name: 'attic', activity: 9 }),
      room({ name: 'New', kind: 'several', activity: 2 }),
    ].sort(orderOf);

    assert.deepEqual(
      sorted.map(({ name }) => name),
      ['New', 'Old', 'attic', 'Zoo'],
    );
  });
});
