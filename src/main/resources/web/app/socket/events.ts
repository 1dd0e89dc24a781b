/** The objects of the API and the frames of the socket. */

export interface Author {
  readonly username: string;
  readonly displayName: string;
  /** The path of the avatar; null if there is none. */
  readonly picture: string | null;
  /** Whether the display name looks like that of another user. */
  readonly ambiguousName?: boolean;
}

export interface Person extends Author {
  readonly online: boolean;
}

/** An attachment of a message. Only pictures that can be shown have a width and a height. */
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
  /** The `seq` of the message that it answers; null if it is no reply. */
  readonly replyTo: number | null;
  /** Usernames; `room` stands for all members. */
  readonly mentions: readonly string[];
  readonly reactions: readonly Reaction[];
  readonly attachments: readonly Attachment[];
  readonly pinned: boolean;
}

/** An emoji and the usernames of those who reacted with it. */
export interface Reaction {
  readonly emoji: string;
  readonly users: readonly string[];
}

/** An earlier version of a message. */
export interface MessageVersion {
  readonly version: number;
  readonly html: string;
  readonly writtenAt: string;
}

export type RoomKind = 'public' | 'private' | 'direct';

/** The notification level of a room. */
export type NotificationLevel = 'all' | 'mentions' | 'nothing';

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

/** The position of a room, and how far the user has read in it. */
export interface RoomPosition {
  readonly id: number;
  readonly seq: number;
  readonly version: number;
  readonly lastRead: number;
  readonly unread: number;
  /** The `seq` of unread messages that mention the user or everyone. */
  readonly mentionedAt: readonly number[];
}

export interface Room extends RoomPosition {
  readonly name: string;
  readonly topic: string;
  readonly kind: RoomKind;
  readonly member: boolean;
  readonly role: 'owner' | 'moderator' | 'member' | null;
  readonly archived?: boolean;
  /** The username of the other member of a direct room. */
  readonly with?: string | null;
  /** Whether it is a conversation, which is named after its members. */
  readonly unnamed?: boolean;
  readonly notify?: NotificationLevel | null;
  /** The number of members; null if it is not counted. */
  readonly members?: number | null;
  /** What the user may do here now. */
  readonly permissions: readonly Permission[];
}

/** The current state of a message that was posted, edited, deleted or reacted to. */
export interface MessageChanged {
  readonly type: 'message';
  readonly room: number;
  readonly seq: number;
  readonly version: number;
  readonly message: Message;
  /** The mentions that an edit has added: usernames, or `room` for all members. */
  readonly mentioned?: readonly string[];
  /** Whether the message comes without its body, HTML, reactions and files, as it is large. They are fetched. */
  readonly truncated?: boolean;
}

/**
 * The user has read up to `seq`; `unread` messages of others follow up to `end`. With `back`, the user has marked them
 * as unread.
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
  | { readonly type: 'ready'; readonly user: Author; readonly rooms: readonly RoomPosition[] }
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

/** Close codes of the socket, and what this page does then. */
export const CloseCode = {
  /** Signed out, or no longer allowed: check the session, and sign in again if it has ended. */
  NOT_ALLOWED: 1008,
  /** Never happens here, as all frames of the page are small. */
  FRAME_TOO_LARGE: 1009,
  /** The server restarts: reconnect within seconds, at a random moment. */
  RESTARTING: 1012,
  /** This page was too slow: reconnect, and fetch what was missed. */
  TOO_SLOW: 1013,
} as const;
