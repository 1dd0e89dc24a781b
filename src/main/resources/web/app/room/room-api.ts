/** The API calls about rooms and their members. */

import { call, type Listing } from '../lib/api';
import type { Author, NotificationLevel, Person, Room } from '../socket/events';

export type Role = 'owner' | 'moderator' | 'member';

export interface Member extends Person {
  readonly role: Role;
}

/** A valid invitation link. */
export interface RoomInvitation {
  readonly id: number;
  readonly madeBy: string;
  readonly expiresAt: string;
  readonly uses: number | null;
}

/** Which rooms are listed. */
export type RoomFilter = 'all' | 'mine' | 'archived';

export const rooms = (shelf: RoomFilter, q: string, after: string, signal: AbortSignal) =>
  call<Listing<Room>>(
    'GET',
    `/api/rooms?${new URLSearchParams({ q, after, ...(shelf !== 'all' && { [shelf]: 'true' }) })}`,
    undefined,
    signal,
  );
export const changeRoom = (id: number, change: { name?: string; topic?: string; archived?: boolean }) =>
  call<Room>('PATCH', `/api/rooms/${id}`, change);
export const setNotificationLevel = (id: number, level: NotificationLevel) =>
  call<Room>('PUT', `/api/rooms/${id}/notify`, { level });
export const openConversation = (others: readonly Author[]) =>
  call<Room>('PUT', '/api/conversations', { with: others.map(({ username }) => username) });

export const members = (id: number, q: string, after: string, signal: AbortSignal) =>
  call<Listing<Member>>('GET', `/api/rooms/${id}/members?${new URLSearchParams({ q, after })}`, undefined, signal);
export const assignRole = (id: number, username: string, role: Role) =>
  call<Member>('PUT', `/api/rooms/${id}/members/${encodeURIComponent(username)}`, { role });
export const removeMember = (id: number, username: string) =>
  call<unknown>('DELETE', `/api/rooms/${id}/members/${encodeURIComponent(username)}`);

export const invitations = (id: number, signal: AbortSignal) =>
  call<Listing<RoomInvitation>>('GET', `/api/rooms/${id}/invitations`, undefined, signal);
/** Only this response contains the token. */
export const createInvitation = (id: number, lastsHours: number, uses: number | null) =>
  call<RoomInvitation & { readonly token: string }>('POST', `/api/rooms/${id}/invitations`, { lastsHours, uses });
export const revokeInvitation = (id: number, link: number) =>
  call<unknown>('DELETE', `/api/rooms/${id}/invitations/${link}`);
