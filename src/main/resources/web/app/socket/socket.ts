import { jittered } from './backoff';
import { Close, type ClientFrame, type ServerEvent } from './events';

const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
/** A restarted server is up within seconds; its clients reconnect spread over this time. */
const RESTART_SPREAD_MS = 3_000;
/** A connection that lasted this long resets the count of failures. */
const GOOD_AFTER_MS = 10_000;

export type Connection = 'connected' | 'reconnecting' | 'offline';

export interface SocketListener {
  heard(event: ServerEvent): void;
  connection(state: Connection): void;
  /** The server closed the socket as not allowed, or did not open it; browsers do not tell why. */
  refused(): void;
}

/** A socket that reconnects by itself. The listener fetches what was missed meanwhile. */
export class LiveSocket {
  readonly #listener: SocketListener;
  readonly #running = new AbortController();
  #socket: WebSocket | null = null;
  #failures = 0;
  #openedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: SocketListener) {
    this.#listener = listener;
  }

  start(): void {
    const { signal } = this.#running;
    window.addEventListener('online', this.#hurry, { signal });
    window.addEventListener('offline', this.#reportLoss, { signal });
    document.addEventListener('visibilitychange', this.#checkUp, { signal });
    this.#connect();
  }

  stop(): void {
    this.#running.abort();
    clearTimeout(this.#retry);
    this.#letGo();
  }

  /** Sends a frame and returns whether it was sent. Unsent frames are dropped. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#letGo();
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#opened();
    };
    socket.onmessage = ({ data }) => this.#heard(JSON.parse(data as string) as ServerEvent);
    socket.onclose = ({ code }) => this.#closed(code, opened);
    this.#socket = socket;
  }

  #opened(): void {
    this.#openedAt = Date.now();
    this.#ping = setInterval(() => this.#askForLife(), PING_EVERY_MS);
  }

  #heard(event: ServerEvent): void {
    if (event.type === 'pong') {
      this.#settleDeadline();
      return;
    }
    if (event.type === 'ready') {
      this.#listener.connection('connected');
    }
    this.#listener.heard(event);
  }

  #closed(code: number, opened: boolean): void {
    const good = opened && Date.now() - this.#openedAt > GOOD_AFTER_MS;
    this.#letGo();
    if (!opened || code === Close.NOT_ALLOWED) {
      this.#listener.refused();
    }
    this.#failures = good ? 0 : this.#failures;
    this.#reportLoss();
    this.#retry = setTimeout(
      () => this.#connect(),
      code === Close.RESTARTING ? Math.random() * RESTART_SPREAD_MS : jittered(this.#failures++),
    );
  }

  #askForLife(): void {
    if (this.#deadline === undefined && this.send({ type: 'ping' })) {
      this.#deadline = setTimeout(() => this.#closed(Close.TOO_SLOW, true), PONG_WITHIN_MS);
    }
  }

  #settleDeadline(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  /** A browser may take minutes to close a socket whose network is gone, so its events are ignored from now on. */
  #letGo(): void {
    clearInterval(this.#ping);
    this.#settleDeadline();
    if (this.#socket) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }
  }

  readonly #reportLoss = (): void => {
    this.#listener.connection(navigator.onLine ? 'reconnecting' : 'offline');
  };

  readonly #hurry = (): void => {
    this.#failures = 0;
    this.#connect();
  };

  /** Timers stop while the machine sleeps: a user who returns must immediately see whether the page is connected. */
  readonly #checkUp = (): void => {
    if (document.visibilityState !== 'visible') {
      return;
    }
    if (this.#socket) {
      this.#askForLife();
    } else {
      this.#hurry();
    }
  };
}
