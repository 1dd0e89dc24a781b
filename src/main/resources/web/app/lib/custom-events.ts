/** The custom events of the elements; all of them bubble. */

import type { Attachment } from '../socket/events';

export type MessageAct =
  'react' | 'pick' | 'reply' | 'edit' | 'delete' | 'pin' | 'unpin' | 'link' | 'unread' | 'versions';
/** Where in a room: at its end, at a message, or at the first message of a time. */
export type Place =
  | { readonly to: 'newest' }
  | { readonly to: 'message'; readonly seq: number; readonly found: boolean }
  | { readonly to: 'time'; readonly at: string };

export interface Signals {
  /** Somebody wants the page before the first message, or after the last. */
  'messages:earlier': undefined;
  'messages:later': undefined;
  /** Somebody wants to be elsewhere in the room. */
  'messages:jump': Place;
  /** Everything up to this place has been in view. */
  'messages:seen': { seq: number };
  /** From this place on it is to be unread. */
  'messages:unread': { seq: number };
  'messages:retry': undefined;
  'messages:discard': { clientId: string };
  'composer:send': { body: string; replyTo: number | null; files: readonly Attachment[] };
  /** A message is to say something else. */
  'composer:edit': { seq: number; body: string };
  /** One wants to edit what one wrote last. */
  'composer:edit-last': undefined;
  'composer:typed': undefined;
  /** Somebody wants to do something with a message. */
  'message:act': { act: MessageAct; seq: number; emoji?: string };
  /** One joined or left the open room, or it must be fetched again. */
  'room:changed': undefined;
}

type SignalEvents = { [Name in keyof Signals]: CustomEvent<Signals[Name]> };

declare global {
  interface HTMLElementEventMap extends SignalEvents {}
}

export function signal<Name extends keyof Signals>(from: HTMLElement, name: Name, detail: Signals[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
