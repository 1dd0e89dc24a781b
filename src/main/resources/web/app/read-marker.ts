/** The service closes sockets that send more than a few frames a second; a read mark can wait that long. */
const EVERY_MS = 1_000;

/** Tells the service how far the open room is read: at most once a second, and never backwards. */
export class ReadMarker {
  readonly #tell: (seq: number) => boolean;
  #told: number;
  #wanted: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lastRead: number, tell: (seq: number) => boolean) {
    this.#told = lastRead;
    this.#wanted = lastRead;
    this.#tell = tell;
  }

  mark(seq: number): void {
    this.#wanted = Math.max(this.#wanted, seq);
    this.#timer ??= setTimeout(() => this.#flush(), EVERY_MS);
  }

  /** After a reconnect: what the service has is what was told. */
  restart(lastRead: number): void {
    this.#told = lastRead;
    this.mark(lastRead);
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#wanted > this.#told && this.#tell(this.#wanted)) {
      this.#told = this.#wanted;
    }
  }
}
