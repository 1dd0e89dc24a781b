/** The custom events of the elements; all of them bubble. */

import type { Attachment } from '../socket/events';

export type MessageAction =
  'react' | 'pick' | 'reply' | 'edit' | 'delete' | 'pin' | 'unpin' | 'link' | 'unread' | 'versions';
/** A place in a room: its end, a message, or the first message from a time on. */
export type Place =
  | { readonly to: 'newest' }
  | { readonly to: 'message'; readonly seq: number; readonly found: boolean }
  | { readonly to: 'time'; readonly at: string };

export interface CustomEvents {
  /** Asks for the page before the first message shown, or after the last. */
  'messages:load-earlier': undefined;
  'messages:load-later': undefined;
  /** Asks to show another place in the room. */
  'messages:jump': Place;
  /** All messages up to this one have been in view. */
  'messages:seen': { seq: number };
  /** Asks to mark this message and all later ones as unread. */
  'messages:mark-unread': { seq: number };
  'messages:retry': undefined;
  'messages:discard': { clientId: string };
  'composer:send': { body: string; replyTo: number | null; files: readonly Attachment[] };
  /** An edit of a message. */
  'composer:edit': { seq: number; body: string };
  /** Asks to edit the user's last message. */
  'composer:edit-last': undefined;
  'composer:typing': undefined;
  /** Escape was pressed, and there was neither a reply nor an edit to cancel. */
  'composer:escape': undefined;
  /** An action on a message. */
  'message:action': { action: MessageAction; seq: number; emoji?: string };
  /** The user joined, left or changed the open room: it must be fetched again. */
  'room:refresh': undefined;
}

type CustomEventMap = { [Name in keyof CustomEvents]: CustomEvent<CustomEvents[Name]> };

declare global {
  interface HTMLElementEventMap extends CustomEventMap {}
}

export function emit<Name extends keyof CustomEvents>(from: HTMLElement, name: Name, detail: CustomEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
