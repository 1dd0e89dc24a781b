/**
 * What the tabs of one browser know of each other: which one of them speaks for all, and what is in view. All by
 * locks, which the browser takes from a tab that is gone, however it went; nothing has to be said, and nothing can be stale.
 */
export class TabLocks {
  readonly #name: string;
  #room: number | null;
  #started = false;
  #speaks = false;
  #letGo: readonly (() => void)[] = [];

  /** @param room the one that this tab shows */
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

  /** Another room is the one that this tab shows. */
  shows(room: number): void {
    this.#room = room;
    if (this.#started) {
      this.#followView();
    }
  }

  /** Whether it is this tab that speaks. */
  get speaks(): boolean {
    return this.#speaks;
  }

  /** Whether any tab shows that room right now. */
  async inView(room: number): Promise<boolean> {
    return (await this.#held()).has(this.#lockOf(room));
  }

  /** Whether any tab is in view at all. */
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

  /** @param room null for whatever it is that a tab shows */
  #lockOf(room: number | null): string {
    return `${this.#name}:shows${room === null ? '' : `:${room}`}`;
  }
}

/** Holds a lock from when it is free until it is let go. */
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
