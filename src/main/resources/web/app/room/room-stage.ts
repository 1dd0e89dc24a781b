import type { OpenRoom } from './open-room';
import { part } from '../lib/dom';
import type { RoomDetailsElement } from './room-details';
import type { RoomHeaderElement } from './room-header';
import { fetchView, Unreachable } from './room-view';
import { say } from '../lib/texts';
import { followVisits, type Visit } from '../lib/navigation';

/** So many rooms are kept, each with what it shows at most. */
const MOST_KEPT = 8;
/** What comes sooner needs no sign that it is on its way. */
const PATIENT_MS = 200;

interface Kept {
  readonly view: HTMLElement;
  readonly room: OpenRoom;
}

export interface StageListener {
  /** Makes what follows a room, given what is seen of it. */
  make(header: RoomHeaderElement, view: HTMLElement): OpenRoom;
  /** One has gone to a room, which may be the one that was open already. */
  entered(room: OpenRoom): void;
}

/**
 * The room that the page shows, and those that it showed before: they are kept as they were left, so that each is there at
 * once when one comes back.
 */
export class RoomStage {
  readonly #page: HTMLElement;
  readonly #listener: StageListener;
  /** The one that was left last stands last. */
  readonly #kept = new Map<number, Kept>();
  #view: HTMLElement;
  #open: OpenRoom | null;
  /** So many rooms are fetched now, of which only the last chosen will be shown. */
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

  /** That room, if it is open or kept. */
  find(id: number): OpenRoom | null {
    return this.#open?.id === id ? this.#open : (this.#kept.get(id)?.room ?? null);
  }

  /** What is kept of it is not to be shown again. */
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

  /** The message that somebody wants to see has it already. */
  #focus(room: OpenRoom, { url }: Visit): void {
    if (!namesPlace(url)) {
      room.focus();
    }
  }

  /**
   * Fails where only a page of its own can tell what there is to see. Where the service is out of reach one stays where one
   * is, with what is there.
   *
   * @return whether one is there now
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

  /** Details stay open, or closed, from room to room; a dialog is about the room that is left. */
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

  /** The old room stays in view until the new one is fetched, but nothing can be written in it. */
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
      // Another room may have been chosen meanwhile.
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
