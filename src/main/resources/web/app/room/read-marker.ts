/** The server closes sockets that send more than a few frames a second, so read marks are batched. */
const SEND_INTERVAL_MS = 1_000;

/** Sends how far the open room is read: at most once a second, and never backwards. */
export class ReadMarker {
  readonly #send: (seq: number) => boolean;
  #sent: number;
  #wanted: number;
  /** How far the server has confirmed it as read. */
  #confirmed: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lastRead: number, tell: (seq: number) => boolean) {
    this.#sent = lastRead;
    this.#wanted = lastRead;
    this.#confirmed = lastRead;
    this.#send = tell;
  }

  mark(seq: number): void {
    this.#wanted = Math.max(this.#wanted, seq);
    this.#timer ??= setTimeout(() => this.#flush(), SEND_INTERVAL_MS);
  }

  /** The server confirms how far it is read. */
  confirm(lastRead: number): void {
    this.#confirmed = Math.max(this.#confirmed, lastRead);
  }

  /** Messages after this one are marked as unread: a pending mark is dropped. */
  goBack(lastRead: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sent = this.#wanted = this.#confirmed = lastRead;
  }

  /**
   * After a reconnect: continues from the mark that the server has.
   *
   * @return whether it is behind an earlier confirmed one, as it was marked unread on another device
   */
  restart(lastRead: number): boolean {
    const wentBack = lastRead < this.#confirmed;
    if (wentBack) {
      this.goBack(lastRead);
    } else {
      this.#sent = this.#confirmed = lastRead;
      this.mark(lastRead);
    }
    return wentBack;
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#wanted > this.#sent && this.#send(this.#wanted)) {
      this.#sent = this.#wanted;
    }
  }
}
