import type { MessageListElement } from '../message/message-list';
import { type Place, signal } from '../lib/custom-events';
import { roomAt } from '../lib/navigation';

/** Kept with an entry of the browser's history: which message was in view when one went on from there. */
interface Left {
  readonly seq: number | null;
}

/** The way through the open room: links to its messages, and the browser's back and forward, lead there without a reload. */
export class RoomTrail {
  readonly #room: number;
  readonly #path: string;
  readonly #list: MessageListElement;
  #here = '';
  #following = new AbortController();

  constructor(room: number, list: MessageListElement) {
    this.#room = room;
    this.#path = `/rooms/${room}`;
    this.#list = list;
  }

  start(): void {
    this.#here = addressOf(location);
    this.#following = new AbortController();
    const { signal } = this.#following;
    document.addEventListener('click', this.#follow, { signal });
    window.addEventListener('popstate', this.#goBack, { signal });
  }

  stop(): void {
    this.#following.abort();
  }

  /** The address names a place in this room, and it was not the trail that led there. */
  arrive(): void {
    this.#here = addressOf(location);
    signal(this.#list, 'messages:jump', placeAt(new URLSearchParams(location.search), true));
  }

  /** The page is at the end now, and would not be after a reload if it went on to name a message. */
  atNewest(): void {
    if (new URLSearchParams(location.search).has('at')) {
      this.#goOn(this.#path);
    }
  }

  readonly #follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link && isPlain(event, link) && this.#leadsHere(new URL(link.href))) {
      event.preventDefault();
      // Such as a list of messages, which would stand before the one that it leads to.
      link.closest('dialog')?.close();
      this.#goOn(link.href);
      signal(this.#list, 'messages:jump', placeAt(new URL(link.href).searchParams, true));
    }
  };

  /** Where an entry was left is where one comes back to; a link to a part of the page is none of ours. */
  readonly #goBack = ({ state }: PopStateEvent): void => {
    const seq = (state as Left | null)?.seq;
    if (roomAt(location) !== this.#room || (addressOf(location) === this.#here && seq === undefined)) {
      return;
    }
    this.#here = addressOf(location);
    const place: Place = seq
      ? { to: 'message', seq, found: false }
      : placeAt(new URLSearchParams(location.search), true);
    signal(this.#list, 'messages:jump', place);
  };

  #goOn(href: string): void {
    history.replaceState({ seq: this.#list.seqInView } satisfies Left, '');
    history.pushState(null, '', href);
    this.#here = addressOf(location);
  }

  #leadsHere({ origin, pathname, searchParams }: URL): boolean {
    return origin === location.origin && pathname === this.#path && searchParams.has('at');
  }
}

/** What is no place leads to the newest, as it does when the page is loaded. */
function placeAt(asked: URLSearchParams, found: boolean): Place {
  const seq = Number(asked.get('at'));
  return Number.isSafeInteger(seq) && seq > 0 ? { to: 'message', seq, found } : { to: 'newest' };
}

/** A click that is to open a tab, or to download, is the browser's. */
function isPlain(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const { button, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
  return (
    button === 0 && !defaultPrevented && !altKey && !ctrlKey && !metaKey && !shiftKey && !link.target && !link.download
  );
}

function addressOf({ pathname, search }: Location): string {
  return pathname + search;
}
