import { openRoomState } from '../room/room-state';

/** What is used here of the browser's Navigation API, which the compiler does not know yet. */
interface NavigateEvent extends Event {
  readonly canIntercept: boolean;
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly downloadRequest: string | null;
  readonly formData: FormData | null;
  readonly navigationType: 'push' | 'reload' | 'replace' | 'traverse';
  readonly signal: AbortSignal;
  /** What was clicked; not known everywhere. */
  readonly sourceElement?: Element | null;
  readonly userInitiated: boolean;
  intercept(how: { handler: () => Promise<void>; focusReset: 'manual'; scroll: 'manual' }): void;
}

declare global {
  interface Window {
    readonly navigation?: EventTarget;
  }
}

/** On the way to a room: by a link, by a script, or back and forth in the browser's history. */
export interface Visit {
  readonly room: number;
  readonly url: URL;
  /** To where one was before, rather than on. */
  readonly back: boolean;
  /** Aborted when one goes elsewhere before one is there. */
  readonly signal: AbortSignal;
}

/** Where the page was loaded, which may be an address that names no room. */
const begun = { path: location.pathname, room: openRoomState()?.id ?? 0 };

/** The room that this page shows at an address of its own; null where it shows none. */
export function roomAt(address: URL | Location): number | null {
  return address.pathname === begun.path && begun.room > 0 ? begun.room : roomNamedBy(address);
}

function roomNamedBy({ origin, pathname }: URL | Location): number | null {
  const id = Number(/^\/rooms\/(\d{1,15})$/.exec(pathname)?.[1]);
  return origin === location.origin && id > 0 ? id : null;
}

/**
 * Every way from room to room is gone within the page. Where a browser does not tell what it is about to do, it loads pages,
 * as it does without a script.
 *
 * @param open the room that is open now, if any
 * @param go may fail: then the page of the room is loaded
 */
export function followVisits(open: () => number | null, go: (visit: Visit) => Promise<void>): void {
  window.navigation?.addEventListener('navigate', (navigate) => {
    const event = navigate as NavigateEvent;
    const { destination, navigationType, signal } = event;
    const url = new URL(destination.url);
    const room = destination.sameDocument ? roomAt(url) : roomNamedBy(url);
    const back = navigationType === 'traverse';
    const isWithin = room === open() && (back || destination.sameDocument);
    if (room !== null && !isWithin && mayBeGoneHere(event)) {
      event.intercept({
        handler: () => go({ room, url, back, signal }).catch(() => load(signal)),
        focusReset: 'manual',
        scroll: 'manual',
      });
    }
  });
}

function mayBeGoneHere(event: NavigateEvent): boolean {
  const { canIntercept, downloadRequest, formData, navigationType } = event;
  return (
    canIntercept && downloadRequest === null && formData === null && navigationType !== 'reload' && !isTyped(event)
  );
}

/** Who types an address, even that of the open room, wants a page. */
function isTyped({ navigationType, userInitiated, sourceElement }: NavigateEvent): boolean {
  return navigationType !== 'traverse' && userInitiated && sourceElement === null;
}

/** The browser is at that address already. */
function load(signal: AbortSignal): void {
  if (!signal.aborted) {
    location.reload();
  }
}
