/** What the elements of the page tell whoever listens; each of them bubbles. */

export interface Signals {
  /** Somebody wants the page before the first message. */
  'messages:earlier': undefined;
  /** Everything up to this place has been in view. */
  'messages:seen': { seq: number };
  'messages:retry': undefined;
  'messages:discard': { clientId: string };
  'composer:send': { body: string };
  'composer:typed': undefined;
  /** One joined or left the open room, or it has to be looked at anew. */
  'room:changed': undefined;
}

type SignalEvents = { [Name in keyof Signals]: CustomEvent<Signals[Name]> };

declare global {
  interface HTMLElementEventMap extends SignalEvents {}
}

export function signal<Name extends keyof Signals>(from: HTMLElement, name: Name, detail: Signals[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
