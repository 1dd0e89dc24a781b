import { changesSince, type MessagePage, messages, type PageQuery, ProblemError } from '../lib/api';
import { backoffDelay, pause } from '../socket/backoff';
import type { Message } from '../socket/events';
import type { MessageListElement } from '../message/message-list';
import type { Place } from '../lib/custom-events';
import {
  hasLater,
  isBehind,
  reduce,
  startOf,
  type Timeline,
  type TimelineEvent,
  type PageDirection,
} from '../message/timeline';

/** Follows the open room: applies events to the timeline, fetches what is missing, and shows what is new. */
export class RoomLog {
  readonly #room: number;
  readonly #list: MessageListElement;
  #timeline: Timeline;
  /** Which page could not be fetched; it is retried only when the user asks. */
  #failed: PageDirection | null = null;
  #catchingUp = false;
  /** The server denies access to the room. */
  #closed = false;

  constructor(room: number, list: MessageListElement) {
    this.#room = room;
    this.#list = list;
    this.#timeline = startOf(list.firstPage);
  }

  onMessageChanged(message: Message): void {
    this.#apply({ type: 'changed', message });
    void this.#catchUp();
  }

  /** The response to a sent message, which may be shown already or be outside of the window. */
  onSent(message: Message): void {
    this.#apply({ type: 'answered', message });
    this.#list.removeUnsent(message.clientId ?? '');
  }

  /** The room is known to be at this version. */
  onVersion(version: number): void {
    this.#closed = false;
    this.#apply({ type: 'version', version });
    void this.#catchUp();
  }

  async fetchEarlier(): Promise<void> {
    if (!this.#timeline.awaited && this.#timeline.more) {
      await this.#fetch('earlier', { before: String(this.#timeline.first) });
    }
  }

  async fetchLater(): Promise<void> {
    if (!this.#timeline.awaited && hasLater(this.#timeline)) {
      await this.#fetch('later', { after: String(this.#timeline.last) });
    }
  }

  /** Shows a place, immediately if it is in the window. If it cannot be fetched, nothing changes. */
  async jump(place: Place): Promise<void> {
    if (this.#isShown(place)) {
      this.#list.reveal(place);
      return;
    }
    const page = await this.#fetch('elsewhere', queryFor(place));
    if (page) {
      this.#list.reveal(resolvePlace(page, place));
    }
  }

  #isShown(place: Place): boolean {
    const { first, more } = this.#timeline;
    switch (place.to) {
      case 'newest':
        return !hasLater(this.#timeline);
      case 'message':
        return this.#list.shows(place.seq) || (place.seq < first && !more);
      case 'time':
        return false;
    }
  }

  /** The page; null if the request failed or was superseded. */
  async #fetch(way: PageDirection, asked: PageQuery): Promise<MessagePage | null> {
    this.#failed = null;
    this.#apply({ type: 'asked', way });
    const ask = this.#timeline.asks;
    try {
      const page = await messages(this.#room, asked);
      const wanted = ask === this.#timeline.asks && this.#timeline.awaited !== null;
      this.#apply({ type: 'arrived', ask, messages: page.items, ...edgesOf(page) });
      return wanted ? page : null;
    } catch {
      if (ask === this.#timeline.asks) {
        this.#failed = way;
      }
      this.#apply({ type: 'failed', ask });
      return null;
    }
  }

  #apply(event: TimelineEvent): void {
    const { timeline, updates, replacesAll } = reduce(this.#timeline, event);
    this.#timeline = timeline;
    this.#list.showWindow({
      more: timeline.more,
      later: hasLater(timeline),
      loading: timeline.awaited?.way ?? null,
      failed: this.#failed,
    });
    if (replacesAll) {
      // The caller scrolls to the place it asked for.
      this.#list.replace(updates);
      return;
    }
    if (updates.length > 0) {
      this.#list.show(updates);
    }
    this.#trim();
    this.#list.updateView();
  }

  /** Messages that the list has removed, as they were far from the view, are no longer followed. */
  #trim(): void {
    const kept = this.#list.trim();
    if (kept) {
      const { first, last } = this.#timeline;
      const trimmed = { first: kept.first ?? first, last: kept.last ?? last };
      this.#apply({ type: 'trimmed', ...trimmed });
    }
  }

  /**
   * Fetches until nothing is missing. A response without progress counts as a failure, as the loop would not end
   * otherwise.
   */
  async #catchUp(): Promise<void> {
    if (this.#catchingUp) {
      return;
    }
    this.#catchingUp = true;
    for (let failures = 0; isBehind(this.#timeline) && !this.#closed;) {
      const reached = this.#timeline.position;
      await this.#fetchChanges().catch((failure: unknown) => this.#giveUpIfFinal(failure));
      if (this.#timeline.position > reached) {
        failures = 0;
      } else {
        await pause(backoffDelay(failures++));
      }
    }
    this.#catchingUp = false;
  }

  #giveUpIfFinal(failure: unknown): void {
    this.#closed = failure instanceof ProblemError && !failure.isTransient;
  }

  async #fetchChanges(): Promise<void> {
    const { items, version, more } = await changesSince(this.#room, this.#timeline.position);
    this.#apply({ type: 'caught-up', messages: items, version, more });
  }
}

function queryFor(place: Place): PageQuery {
  switch (place.to) {
    case 'newest':
      return {};
    case 'message':
      return { around: String(place.seq) };
    case 'time':
      return { at: place.at };
  }
}

/** `seq` has no gaps, so the page itself shows what is before and after it. */
function edgesOf({ items, end }: MessagePage): { more: boolean; later: boolean } {
  const first = items[0]?.seq ?? 1;
  const last = items.at(-1)?.seq ?? end;
  return { more: first > 1, later: last < end };
}

/** The first message from a time on; after the last one, the end. */
function resolvePlace({ items }: MessagePage, place: Place): Place {
  if (place.to !== 'time') {
    return place;
  }
  const at = Date.parse(place.at);
  const found = items.find(({ createdAt }) => Date.parse(createdAt) >= at);
  return found ? { to: 'message', seq: found.seq, found: true } : { to: 'newest' };
}
