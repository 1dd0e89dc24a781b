/** What the service and this page say to each other: the objects of the API and every frame of the socket. */

export interface Author {
  readonly username: string;
  readonly displayName: string;
  /** Where their picture is; null where they have none. */
  readonly picture: string | null;
}

export interface Person extends Author {
  readonly online: boolean;
}

/** A file that hangs on a message; only a picture that can be shown has a width and a height. */
export interface Attachment {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnail: string | null;
}

export interface Message {
  readonly room: number;
  readonly seq: number;
  readonly version: number;
  readonly author: Author;
  readonly body: string;
  readonly html: string;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly clientId: string | null;
  /** The place of the message that it answers. */
  readonly replyTo: number | null;
  /** Usernames; `room` is everyone there. */
  readonly mentions: readonly string[];
  readonly reactions: readonly Reaction[];
  readonly attachments: readonly Attachment[];
  readonly pinned: boolean;
}

/** An emoji and the usernames of those who gave it. */
export interface Reaction {
  readonly emoji: string;
  readonly users: readonly string[];
}

/** What a message said before an edit. */
export interface MessageVersion {
  readonly version: number;
  readonly html: string;
  readonly writtenAt: string;
}

export type RoomKind = 'public' | 'private' | 'direct';

/** What of a room one wants to be told of. */
export type Level = 'all' | 'mentions' | 'nothing';

/** What a user may do in a room. */
export type Permission =
  | 'join'
  | 'post'
  | 'react'
  | 'leave'
  | 'invite'
  | 'invite-by-link'
  | 'remove-members'
  | 'remove-owners'
  | 'assign-roles'
  | 'edit-room'
  | 'archive'
  | 'restore'
  | 'delete-messages'
  | 'pin'
  | 'mention-all';

/** How far a room is, and how far one has read in it. */
export interface RoomMark {
  readonly id: number;
  readonly seq: number;
  readonly version: number;
  readonly lastRead: number;
  readonly unread: number;
  /** The places of those among the unread that mention one, or everyone. */
  readonly mentionedAt: readonly number[];
}

export interface Room extends RoomMark {
  readonly name: string;
  readonly topic: string;
  readonly kind: RoomKind;
  readonly member: boolean;
  readonly role: 'owner' | 'moderator' | 'member' | null;
  readonly archived?: boolean;
  /** For a direct room, the username of the other. */
  readonly with?: string | null;
  /** Whether it is a conversation, which is called by who is in it. */
  readonly unnamed?: boolean;
  readonly notify?: Level | null;
  /** How many are in it; null where that is not counted. */
  readonly members?: number | null;
  /** What the user may do here now. */
  readonly permissions: readonly Permission[];
}

/** A message as it now is: posted, edited or deleted. */
export interface MessageChanged {
  readonly type: 'message';
  readonly room: number;
  readonly seq: number;
  readonly version: number;
  readonly message: Message;
  /** The message comes without its body, HTML, reactions and files, as it is large: they are to be fetched. */
  readonly truncated?: boolean;
}

/**
 * One has read up to `seq`; from there to `end` lie `unread` messages of others. With `back`, one has marked what comes
 * after as unread.
 */
export interface ReadEvent {
  readonly type: 'read';
  readonly room: number;
  readonly seq: number;
  readonly unread: number;
  readonly mentionedAt: readonly number[];
  readonly end: number;
  readonly back: boolean;
}

export type ServerEvent =
  | { readonly type: 'ready'; readonly user: Author; readonly rooms: readonly RoomMark[] }
  | MessageChanged
  | { readonly type: 'typing'; readonly room: number; readonly user: string }
  | { readonly type: 'presence'; readonly user: string; readonly online: boolean }
  | ReadEvent
  | { readonly type: 'room'; readonly room: Room }
  | { readonly type: 'left'; readonly room: number; readonly permissions: readonly Permission[] }
  | { readonly type: 'members'; readonly room: number }
  | { readonly type: 'error'; readonly detail: string }
  | { readonly type: 'pong' };

export type ClientFrame =
  | { readonly type: 'typing'; readonly room: number }
  | { readonly type: 'read'; readonly room: number; readonly seq: number }
  | { readonly type: 'ping' };

/** Why the service closes a socket, and what this page then does. */
export const Close = {
  /** Signed out, or no longer allowed: look whether the session still holds, and sign in again if not. */
  NOT_ALLOWED: 1008,
  /** Never met here: all our frames are small. */
  FRAME_TOO_LARGE: 1009,
  /** The service restarts: come back within seconds, not all at the same moment. */
  RESTARTING: 1012,
  /** This page could not keep up: come back and catch up from the log. */
  TOO_SLOW: 1013,
} as const;
