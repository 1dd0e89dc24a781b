/** The service closes sockets that send more than a few frames a second; a read mark can wait that long. */
const EVERY_MS = 1_000;

/** Tells the service how far the open room is read: at most once a second, and backwards never. */
export class ReadMarker {
  readonly #tell: (seq: number) => boolean;
  #told: number;
  #wanted: number;
  /** How far the service has said that it is read. */
  #confirmed: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lastRead: number, tell: (seq: number) => boolean) {
    this.#told = lastRead;
    this.#wanted = lastRead;
    this.#confirmed = lastRead;
    this.#tell = tell;
  }

  mark(seq: number): void {
    this.#wanted = Math.max(this.#wanted, seq);
    this.#timer ??= setTimeout(() => this.#flush(), EVERY_MS);
  }

  /** The service says how far it is read. */
  heard(lastRead: number): void {
    this.#confirmed = Math.max(this.#confirmed, lastRead);
  }

  /** It is to be unread from there on: what was about to be told is not told any more. */
  goBack(lastRead: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = this.#wanted = this.#confirmed = lastRead;
  }

  /**
   * After a reconnect: what the service has is what was told.
   *
   * @return whether it has less than it once had, as it was marked unread on another device meanwhile
   */
  restart(lastRead: number): boolean {
    const wentBack = lastRead < this.#confirmed;
    if (wentBack) {
      this.goBack(lastRead);
    } else {
      this.#told = this.#confirmed = lastRead;
      this.mark(lastRead);
    }
    return wentBack;
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#wanted > this.#told && this.#tell(this.#wanted)) {
      this.#told = this.#wanted;
    }
  }
}
