import { openRoomState } from '../room/room-state';

/** The used parts of the browser's Navigation API, which the compiler does not know yet. */
interface NavigateEvent extends Event {
  readonly canIntercept: boolean;
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly downloadRequest: string | null;
  readonly formData: FormData | null;
  readonly navigationType: 'push' | 'reload' | 'replace' | 'traverse';
  readonly signal: AbortSignal;
  /** The clicked element; not supported by every browser. */
  readonly sourceElement?: Element | null;
  readonly userInitiated: boolean;
  intercept(how: { handler: () => Promise<void>; focusReset: 'manual'; scroll: 'manual' }): void;
}

declare global {
  interface Window {
    readonly navigation?: EventTarget;
  }
}

/** A navigation to a room: by a link, by a script, or through the history of the browser. */
export interface RoomNavigation {
  readonly room: number;
  readonly url: URL;
  /** Whether it goes through the history rather than to a new entry. */
  readonly back: boolean;
  /** Aborted when another navigation starts before this one ends. */
  readonly signal: AbortSignal;
}

/** Where the page was loaded. The address may name no room. */
const initialPage = { path: location.pathname, room: openRoomState()?.id ?? 0 };

/** The room that this page shows at an address; null if it shows none there. */
export function roomAt(address: URL | Location): number | null {
  return address.pathname === initialPage.path && initialPage.room > 0 ? initialPage.room : roomNamedBy(address);
}

function roomNamedBy({ origin, pathname }: URL | Location): number | null {
  const id = Number(/^\/rooms\/(\d{1,15})$/.exec(pathname)?.[1]);
  return origin === location.origin && id > 0 ? id : null;
}

/**
 * Navigates from room to room without loading a page. In a browser without the Navigation API, links load pages.
 *
 * @param open the room that is open now, if any
 * @param go shows the room; if it fails, the page of the room is loaded
 */
export function interceptNavigation(open: () => number | null, go: (visit: RoomNavigation) => Promise<void>): void {
  window.navigation?.addEventListener('navigate', (navigate) => {
    const event = navigate as NavigateEvent;
    const { destination, navigationType, signal } = event;
    const url = new URL(destination.url);
    const room = destination.sameDocument ? roomAt(url) : roomNamedBy(url);
    const back = navigationType === 'traverse';
    const isWithin = room === open() && (back || destination.sameDocument);
    if (room !== null && !isWithin && canNavigateInPage(event)) {
      event.intercept({
        handler: () => go({ room, url, back, signal }).catch(() => loadPage(signal)),
        focusReset: 'manual',
        scroll: 'manual',
      });
    }
  });
}

function canNavigateInPage(event: NavigateEvent): boolean {
  const { canIntercept, downloadRequest, formData, navigationType } = event;
  return (
    canIntercept &&
    downloadRequest === null &&
    formData === null &&
    navigationType !== 'reload' &&
    !isTypedAddress(event)
  );
}

/** A typed address always loads a page, even that of the open room. */
function isTypedAddress({ navigationType, userInitiated, sourceElement }: NavigateEvent): boolean {
  return navigationType !== 'traverse' && userInitiated && sourceElement === null;
}

/** Loads the page; the browser is at its address already. */
function loadPage(signal: AbortSignal): void {
  if (!signal.aborted) {
    location.reload();
  }
}
