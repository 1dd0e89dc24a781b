/**
 * Coordinates the tabs of one browser: which of them shows notifications, and which rooms are in view. It uses locks
 * only, which the browser releases when a tab ends in whatever way, so nothing can be stale.
 */
export class TabLocks {
  readonly #name: string;
  #room: number | null;
  #started = false;
  #speaks = false;
  #letGo: readonly (() => void)[] = [];

  /** @param room the room that this tab shows */
  constructor(me: string, room: number | null) {
    this.#name = `parley:${me}`;
    this.#room = room;
  }

  start(): void {
    this.#started = true;
    hold(`${this.#name}:speaks`, 'exclusive', () => (this.#speaks = true));
    document.addEventListener('visibilitychange', this.#followView);
    this.#followView();
  }

  /** This tab shows another room now. */
  shows(room: number): void {
    this.#room = room;
    if (this.#started) {
      this.#followView();
    }
  }

  /** Whether this tab shows the notifications. */
  get speaks(): boolean {
    return this.#speaks;
  }

  /** Whether the room is in view in any tab. */
  async inView(room: number): Promise<boolean> {
    return (await this.#held()).has(this.#lockOf(room));
  }

  /** Whether any tab is in view. */
  async anyInView(): Promise<boolean> {
    return (await this.#held()).has(this.#lockOf(null));
  }

  readonly #followView = (): void => {
    this.#letGo.forEach((letGo) => letGo());
    const shown = document.visibilityState === 'visible' ? new Set([null, this.#room]) : [];
    this.#letGo = [...shown].map((room) => hold(this.#lockOf(room), 'shared'));
  };

  async #held(): Promise<ReadonlySet<string | undefined>> {
    const { held = [] } = await navigator.locks.query();
    return new Set(held.map(({ name }) => name));
  }

  /** @param room null for any room */
  #lockOf(room: number | null): string {
    return `${this.#name}:shows${room === null ? '' : `:${room}`}`;
  }
}

/** Requests a lock and holds it until the returned function is called. */
function hold(name: string, mode: LockMode, granted: () => void = () => undefined): () => void {
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
