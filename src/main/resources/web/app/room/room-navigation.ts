import type { MessageListElement } from '../message/message-list';
import { type Place, emit } from '../lib/custom-events';
import { roomAt } from '../lib/navigation';

/** State of an entry in the browser's history: the message that was in view when the user followed a link. */
interface HistoryState {
  readonly seq: number | null;
}

/**
 * Navigation within the open room: links to its messages, and the history of the browser, work without loading a page.
 */
export class RoomNavigation {
  readonly #room: number;
  readonly #path: string;
  readonly #list: MessageListElement;
  #address = '';
  #following = new AbortController();

  constructor(room: number, list: MessageListElement) {
    this.#room = room;
    this.#path = `/rooms/${room}`;
    this.#list = list;
  }

  start(): void {
    this.#address = addressOf(location);
    this.#following = new AbortController();
    const { signal } = this.#following;
    document.addEventListener('click', this.#onClick, { signal });
    window.addEventListener('popstate', this.#onPopState, { signal });
  }

  stop(): void {
    this.#following.abort();
  }

  /** The address names a place in this room, after a navigation from outside of it. */
  showAddressedPlace(): void {
    this.#address = addressOf(location);
    emit(this.#list, 'messages:jump', placeAt(new URLSearchParams(location.search), true));
  }

  /** The page is at the end now; the address must no longer name a message, or a reload would go there. */
  onNewest(): void {
    if (new URLSearchParams(location.search).has('at')) {
      this.#push(this.#path);
    }
  }

  readonly #onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link && isPlainClick(event, link) && this.#isInRoom(new URL(link.href))) {
      event.preventDefault();
      // For example a list of messages, which would cover the message.
      link.closest('dialog')?.close();
      this.#push(link.href);
      emit(this.#list, 'messages:jump', placeAt(new URL(link.href).searchParams, true));
    }
  };

  /** Returns to the message that was in view when the entry was left. Fragment links are ignored. */
  readonly #onPopState = ({ state }: PopStateEvent): void => {
    const seq = (state as HistoryState | null)?.seq;
    if (roomAt(location) !== this.#room || (addressOf(location) === this.#address && seq === undefined)) {
      return;
    }
    this.#address = addressOf(location);
    const place: Place = seq
      ? { to: 'message', seq, found: false }
      : placeAt(new URLSearchParams(location.search), true);
    emit(this.#list, 'messages:jump', place);
  };

  #push(href: string): void {
    history.replaceState({ seq: this.#list.seqInView } satisfies HistoryState, '');
    history.pushState(null, '', href);
    this.#address = addressOf(location);
  }

  #isInRoom({ origin, pathname, searchParams }: URL): boolean {
    return origin === location.origin && pathname === this.#path && searchParams.has('at');
  }
}

/** An invalid place leads to the newest message, as on loading the page. */
function placeAt(asked: URLSearchParams, found: boolean): Place {
  const seq = Number(asked.get('at'));
  return Number.isSafeInteger(seq) && seq > 0 ? { to: 'message', seq, found } : { to: 'newest' };
}

/** Whether a click is a plain navigation, rather than one that opens a tab or downloads. */
function isPlainClick(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const { button, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
  return (
    button === 0 && !defaultPrevented && !altKey && !ctrlKey && !metaKey && !shiftKey && !link.target && !link.download
  );
}

function addressOf({ pathname, search }: Location): string {
  return pathname + search;
}
