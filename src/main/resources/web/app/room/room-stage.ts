import type { OpenRoom } from './open-room';
import { part } from '../lib/dom';
import type { RoomDetailsElement } from './room-details';
import type { RoomHeaderElement } from './room-header';
import { fetchView, Unreachable } from './room-view';
import { say } from '../lib/texts';
import { followVisits, type Visit } from '../lib/navigation';

/** The number of rooms that are kept in memory. */
const MOST_KEPT = 8;
/** Loading is only indicated after this time. */
const PATIENT_MS = 200;

interface Kept {
  readonly view: HTMLElement;
  readonly room: OpenRoom;
}

export interface StageListener {
  /** Creates the room of a view. */
  make(header: RoomHeaderElement, view: HTMLElement): OpenRoom;
  /** The user has navigated to a room, which may be the one that was open already. */
  entered(room: OpenRoom): void;
}

/**
 * The room that the page shows, and those that it showed before. They keep their state, so that each appears
 * immediately when the user returns to it.
 */
export class RoomStage {
  readonly #page: HTMLElement;
  readonly #listener: StageListener;
  /** In the order in which they were left, latest last. */
  readonly #kept = new Map<number, Kept>();
  #view: HTMLElement;
  #open: OpenRoom | null;
  /** The number of rooms being fetched, of which only the last one will be shown. */
  #onTheirWay = 0;

  constructor(page: HTMLElement, listener: StageListener) {
    this.#page = page;
    this.#listener = listener;
    this.#view = part(page, 'view');
    this.#open = this.#roomOf(this.#view);
  }

  start(): void {
    this.#open?.start();
    followVisits(
      () => this.#open?.id ?? null,
      (visit) => this.#visit(visit),
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
  forget(id: number): void {
    this.#kept.delete(id);
  }

  forgetAll(): void {
    this.#kept.clear();
  }

  async #visit(visit: Visit): Promise<void> {
    const kept = this.#kept.get(visit.room);
    if (kept) {
      this.#comeBack(kept, visit);
    } else if (this.#open?.id === visit.room) {
      this.#open.arrive();
    } else if (!(await this.#enterNew(visit))) {
      return;
    }
    if (this.#open) {
      this.#focus(this.#open, visit);
      this.#listener.entered(this.#open);
    }
  }

  #comeBack({ view, room }: Kept, { url, back }: Visit): void {
    this.#replace(view);
    this.#kept.delete(room.id);
    this.#open = room;
    room.comes();
    if (namesPlace(url) && !back) {
      room.arrive();
    }
  }

  /** If the address names a message, that has the focus already. */
  #focus(room: OpenRoom, { url }: Visit): void {
    if (!namesPlace(url)) {
      room.focus();
    }
  }

  /**
   * Fetches a room and opens it. Rejects if its page has to be loaded instead. If the server cannot be reached, the
   * current room stays open.
   *
   * @return whether the room is open now
   */
  async #enterNew(visit: Visit): Promise<boolean> {
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
      if (!(failure instanceof Unreachable && this.#open) || visit.back || visit.signal.aborted) {
        throw failure;
      }
      history.back();
      this.#open.showProblem(say('serviceUnreachable'));
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
    detailsOf(view)?.stay(open);
  }

  #keep(): void {
    const room = this.#open;
    if (room) {
      room.goes();
      this.#kept.set(room.id, { view: this.#view, room });
    }
    if (this.#kept.size > MOST_KEPT) {
      this.#kept.delete([...this.#kept.keys()][0] ?? 0);
    }
  }

  #roomOf(view: HTMLElement): OpenRoom | null {
    const header = view.querySelector<RoomHeaderElement>('room-header');
    return header && this.#listener.make(header, view);
  }

  /** The old room stays visible but inert until the new one is fetched. */
  async #whileBusy<Result>(work: Promise<Result>): Promise<Result> {
    const view = this.#view;
    const slow = setTimeout(() => (view.ariaBusy = 'true'), PATIENT_MS);
    this.#onTheirWay += 1;
    view.inert = true;
    try {
      return await work;
    } finally {
      clearTimeout(slow);
      this.#onTheirWay -= 1;
      // The user may have chosen another room meanwhile.
      if (this.#onTheirWay === 0) {
        view.inert = false;
        view.ariaBusy = null;
      }
    }
  }
}

function namesPlace({ searchParams }: URL): boolean {
  return searchParams.has('at');
}

function detailsOf(view: HTMLElement): RoomDetailsElement | null {
  return view.querySelector('room-details');
}
