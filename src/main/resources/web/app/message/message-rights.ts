import type { MessageAction } from '../lib/custom-events';
import type { RoomState } from '../room/room-state';

/** The part of a message on which the rights to it depend. */
export interface OwnedMessage {
  /** A username. */
  readonly author: string;
  readonly pinned: boolean;
}

/** Whether an action on a message is offered to the user `me`. Authors may edit and delete what they wrote. */
export function isOffered(
  action: MessageAction,
  { author, pinned }: OwnedMessage,
  room: RoomState,
  me: string,
): boolean {
  const own = author === me && room.can('post');
  switch (action) {
    case 'react':
    case 'pick':
      return room.can('react');
    case 'reply':
      return room.can('post');
    case 'edit':
      return own;
    case 'delete':
      return own || room.can('delete-messages');
    case 'pin':
      return room.can('pin') && !pinned;
    case 'unpin':
      return room.can('pin') && pinned;
    case 'unread':
      return room.member;
    case 'link':
    case 'versions':
      return true;
  }
}
