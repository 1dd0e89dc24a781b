/**
 * Coordinates the tabs of one browser: which of them shows notifications, and which rooms are in view. It uses locks
 * only, which the browser releases when a tab ends in whatever way, so nothing can be stale.
 */
export class TabLocks {
  readonly #name: string;
  #room: number | null;
  #started = false;
  #isNotifier = false;
  #releases: readonly (() => void)[] = [];

  /** @param room the room that this tab shows */
  constructor(me: string, room: number | null) {
    this.#name = `parley:${me}`;
    this.#room = room;
  }

  start(): void {
    this.#started = true;
    holdLock(`${this.#name}:notifier`, 'exclusive', () => (this.#isNotifier = true));
    document.addEventListener('visibilitychange', this.#updateViewLocks);
    this.#updateViewLocks();
  }

  /** This tab shows another room now. */
  showRoom(room: number): void {
    this.#room = room;
    if (this.#started) {
      this.#updateViewLocks();
    }
  }

  /** Whether this tab shows the notifications. */
  get isNotifier(): boolean {
    return this.#isNotifier;
  }

  /** Whether the room is in view in any tab. */
  async isInView(room: number): Promise<boolean> {
    return (await this.#heldLocks()).has(this.#viewLock(room));
  }

  /** Whether any tab is in view. */
  async isAnyInView(): Promise<boolean> {
    return (await this.#heldLocks()).has(this.#viewLock(null));
  }

  readonly #updateViewLocks = (): void => {
    this.#releases.forEach((letGo) => letGo());
    const shown = document.visibilityState === 'visible' ? new Set([null, this.#room]) : [];
    this.#releases = [...shown].map((room) => holdLock(this.#viewLock(room), 'shared'));
  };

  async #heldLocks(): Promise<ReadonlySet<string | undefined>> {
    const { held = [] } = await navigator.locks.query();
    return new Set(held.map(({ name }) => name));
  }

  /** @param room null for any room */
  #viewLock(room: number | null): string {
    return `${this.#name}:shows${room === null ? '' : `:${room}`}`;
  }
}

/** Requests a lock and holds it until the returned function is called. */
function holdLock(name: string, mode: LockMode, granted: () => void = () => undefined): () => void {
  let letGo: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (letGo = resolve));
  navigator.locks
    .request(name, { mode }, () => {
      granted();
      return done;
    })
    .catch(() => undefined);
  return letGo;
}
