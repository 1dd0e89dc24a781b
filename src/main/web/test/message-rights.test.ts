import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isOffered } from '../../resources/web/app/message/message-rights';
import { RoomState } from '../../resources/web/app/room/room-state';
import type { Permission } from '../../resources/web/app/socket/events';

const ACTIONS = ['react', 'pick', 'reply', 'edit', 'delete', 'pin', 'unpin', 'link', 'unread', 'versions'] as const;

describe('the actions that are offered on a message', () => {
  const offered = (permissions: Permission[], author: string, { member = true, pinned = false } = {}): string => {
    const room = new RoomState({ id: 1, kind: 'public', member, permissions });
    return ACTIONS.filter((action) => isOffered(action, { author, pinned }, room, 'mira')).join(' ');
  };

  it('are those of the author on what they wrote', () => {
    assert.equal(offered(['post', 'react'], 'mira'), 'react pick reply edit delete link unread versions');
  });

  it('are fewer on what others wrote', () => {
    assert.equal(offered(['post', 'react'], 'tom'), 'react pick reply link unread versions');
  });

  it('follow the permissions that the server has sent', () => {
    const all: Permission[] = ['post', 'react', 'delete-messages', 'pin'];
    assert.equal(offered(all, 'tom'), 'react pick reply delete pin link unread versions');
    assert.equal(offered(all, 'tom', { pinned: true }), 'react pick reply delete unpin link unread versions');
  });

  it('change nothing where nothing may be posted', () => {
    assert.equal(offered(['leave'], 'mira'), 'link unread versions');
    assert.equal(offered([], 'mira', { member: false }), 'link versions');
  });
});
