import type { OpenRoom } from './open-room';
import { focusComposer } from '../composer/composer-focus';
import { part } from '../lib/dom';
import type { RoomDetailsElement } from './room-details';
import type { RoomHeaderElement } from './room-header';
import { fetchView, UnreachableError } from './room-page';
import { t } from '../lib/texts';
import { interceptNavigation, type RoomNavigation } from '../lib/navigation';

/** The number of rooms that are kept in memory. */
const MAX_KEPT_ROOMS = 8;
/** Loading is only indicated after this time. */
const SLOW_AFTER_MS = 200;

interface KeptRoom {
  readonly view: HTMLElement;
  readonly room: OpenRoom;
}

export interface StageListener {
  /** Creates the room of a view. */
  createRoom(header: RoomHeaderElement, view: HTMLElement): OpenRoom;
  /** The user has navigated to a room, which may be the one that was open already. */
  onEntered(room: OpenRoom): void;
  /** Whether the server can be reached, as far as the page knows. */
  isConnected(): boolean;
}

/**
 * The room that the page shows, and those that it showed before. They keep their state, so that each appears
 * immediately when the user returns to it.
 */
export class RoomStage {
  readonly #page: HTMLElement;
  readonly #listener: StageListener;
  /** In the order in which they were left, latest last. */
  readonly #kept = new Map<number, KeptRoom>();
  #view: HTMLElement;
  #open: OpenRoom | null;
  /** The room that could not be opened, as the server could not be reached. */
  #unreached: URL | null = null;
  /** The number of rooms being fetched, of which only the last one will be shown. */
  #pendingFetches = 0;

  constructor(page: HTMLElement, listener: StageListener) {
    this.#page = page;
    this.#listener = listener;
    this.#view = part(page, 'view');
    this.#open = this.#roomOf(this.#view);
  }

  start(): void {
    this.#open?.start();
    this.#focusOnLoad();
    interceptNavigation(
      () => this.#open?.id ?? null,
      (visit) => this.#navigate(visit),
    );
  }

  get open(): OpenRoom | null {
    return this.#open;
  }

  /** The room if it is open or kept, else null. */
  find(id: number): OpenRoom | null {
    return this.#open?.id === id ? this.#open : (this.#kept.get(id)?.room ?? null);
  }

  /** Discards a kept room. */
  discard(id: number): void {
    this.#kept.delete(id);
  }

  discardAll(): void {
    this.#kept.clear();
  }

  /** The server can be reached again: opens the room that the user wanted to open meanwhile. */
  onConnected(): void {
    const wanted = this.#unreached;
    this.forgetUnreached();
    if (wanted) {
      location.assign(wanted);
    }
  }

  /** The user has turned to something else. */
  forgetUnreached(): void {
    if (this.#unreached) {
      this.#unreached = null;
      this.#open?.showProblem('');
    }
  }

  async #navigate(visit: RoomNavigation): Promise<void> {
    this.forgetUnreached();
    const kept = this.#kept.get(visit.room);
    if (kept) {
      this.#resume(kept, visit);
    } else if (this.#open?.id === visit.room) {
      this.#open.showAddressedPlace();
    } else if (!(await this.#enterNew(visit))) {
      return;
    }
    if (this.#open) {
      this.#focus(this.#open, visit);
      this.#listener.onEntered(this.#open);
    }
  }

  #resume({ view, room }: KeptRoom, { url, back }: RoomNavigation): void {
    this.#replace(view);
    this.#kept.delete(room.id);
    this.#open = room;
    room.resume();
    if (namesMessage(url) && !back) {
      room.showAddressedPlace();
    }
  }

  /** Focuses the composer, unless something else already has the focus, so that the user can type at once. */
  #focusOnLoad(): void {
    if (document.activeElement === document.body) {
      focusComposer();
    }
  }

  /** If the address names a message, that has the focus already. */
  #focus(room: OpenRoom, { url }: RoomNavigation): void {
    if (!namesMessage(url)) {
      room.focus();
    }
  }

  /**
   * Fetches a room and opens it. Rejects if its page has to be loaded instead. If the server cannot be reached, the
   * current room stays open.
   *
   * @return whether the room is open now
   */
  async #enterNew(visit: RoomNavigation): Promise<boolean> {
    try {
      const view = await this.#whileBusy(fetchView(visit.url, visit.signal));
      visit.signal.throwIfAborted();
      if (!view) {
        throw new Error(`The page of room ${visit.room} does not fit this one`);
      }
      this.#replace(view);
      this.#open = this.#roomOf(view);
      this.#open?.start();
      return true;
    } catch (failure) {
      if (!(failure instanceof UnreachableError && this.#open) || visit.back || visit.signal.aborted) {
        throw failure;
      }
      history.back();
      this.#open.showProblem(t('serviceUnreachable'));
      this.#unreached = this.#listener.isConnected() ? null : visit.url;
      return false;
    }
  }

  /**
   * The details stay open or closed from room to room; dialogs are closed, as they belong to the room that is left.
   */
  #replace(view: HTMLElement): void {
    const open = detailsOf(this.#view)?.isOpen ?? false;
    this.#page.querySelectorAll<HTMLDialogElement>('dialog[open]').forEach((dialog) => dialog.close());
    this.#keep();
    this.#view.replaceWith(view);
    this.#view = view;
    detailsOf(view)?.setOpen(open);
  }

  #keep(): void {
    const room = this.#open;
    if (room) {
      room.suspend();
      this.#kept.set(room.id, { view: this.#view, room });
    }
    if (this.#kept.size > MAX_KEPT_ROOMS) {
      this.#kept.delete([...this.#kept.keys()][0] ?? 0);
    }
  }

  #roomOf(view: HTMLElement): OpenRoom | null {
    const header = view.querySelector<RoomHeaderElement>('room-header');
    return header && this.#listener.createRoom(header, view);
  }

  /** The old room stays visible but inert until the new one is fetched. */
  async #whileBusy<Result>(work: Promise<Result>): Promise<Result> {
    const view = this.#view;
    const slow = setTimeout(() => (view.ariaBusy = 'true'), SLOW_AFTER_MS);
    this.#pendingFetches += 1;
    view.inert = true;
    try {
      return await work;
    } finally {
      clearTimeout(slow);
      this.#pendingFetches -= 1;
      // The user may have chosen another room meanwhile.
      if (this.#pendingFetches === 0) {
        view.inert = false;
        view.ariaBusy = null;
      }
    }
  }
}

function namesMessage({ searchParams }: URL): boolean {
  return searchParams.has('at');
}

function detailsOf(view: HTMLElement): RoomDetailsElement | null {
  return view.querySelector('room-details');
}
