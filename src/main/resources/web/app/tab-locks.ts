/**
 * What the tabs of one browser know of each other: which one of them speaks for all, and which rooms are in view. All by
 * locks, which the browser takes from a tab that is gone, however it went; nothing has to be said, and nothing can be stale.
 */
export class TabLocks {
  readonly #name: string;
  readonly #room: number | null;
  #speaks = false;
  #letGo: (() => void) | null = null;

  /** @param room the one that this tab shows */
  constructor(me: string, room: number | null) {
    this.#name = `parley:${me}`;
    this.#room = room;
  }

  start(): void {
    hold(`${this.#name}:speaks`, 'exclusive', () => (this.#speaks = true));
    document.addEventListener('visibilitychange', this.#followView);
    this.#followView();
  }

  /** Whether it is this tab that speaks. */
  get speaks(): boolean {
    return this.#speaks;
  }

  /** Whether any tab shows that room right now. */
  async inView(room: number): Promise<boolean> {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === this.#lockOf(room));
  }

  readonly #followView = (): void => {
    const visible = document.visibilityState === 'visible';
    if (visible && this.#room !== null) {
      this.#letGo ??= hold(this.#lockOf(this.#room), 'shared');
    } else {
      this.#letGo?.();
      this.#letGo = null;
    }
  };

  #lockOf(room: number): string {
    return `${this.#name}:shows:${room}`;
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
