import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { roomOf, RoomState } from '../../resources/web/app/room/room-state';

/** An element in the view of a room, whose header the server rendered with these attributes. */
function elementIn(attributes: DOMStringMap): { element: Element; header: { dataset: DOMStringMap } } {
  const header = { dataset: attributes };
  const view = { querySelector: () => header };
  return { element: { localName: 'x-y', closest: () => view } as unknown as Element, header };
}

describe('the state of a room', () => {
  it('is read from what the server rendered, once', () => {
    const { element, header } = elementIn({ room: '7', kind: 'public', member: '', permissions: 'post react leave' });
    const room = roomOf(element);
    assert.deepEqual([room.id, room.kind, room.member, room.archived, room.unnamed], [7, 'public', true, false, false]);
    assert.equal(room.can('react'), true);
    assert.equal(room.can('pin'), false);
    header.dataset = { room: '8' };
    assert.equal(roomOf(element), room);
  });

  it('has no permissions where the server rendered none', () => {
    assert.equal(roomOf(elementIn({ room: '7', archived: '', permissions: '' }).element).can('post'), false);
  });

  it('follows the events of the room', () => {
    const room = new RoomState({ id: 7, kind: 'public', member: false, permissions: ['join', 'post'] });
    room.update({ member: true, archived: true, permissions: ['leave'] });
    assert.deepEqual([room.member, room.archived, room.can('leave'), room.can('join')], [true, true, true, false]);
    room.leave(['join']);
    assert.deepEqual([room.member, room.can('join'), room.can('leave')], [false, true, false]);
  });
});
