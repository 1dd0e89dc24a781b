import { backoffDelay } from './backoff';
import { CloseCode, type ClientFrame, type ServerEvent } from './events';

const PING_INTERVAL_MS = 25_000;
const PONG_TIMEOUT_MS = 10_000;
/** A restarted server is up within seconds; its clients reconnect spread over this time. */
const RESTART_SPREAD_MS = 3_000;
/** A connection that lasted this long resets the count of failures. */
const STABLE_AFTER_MS = 10_000;

export type ConnectionState = 'connected' | 'reconnecting' | 'offline';

export interface SocketListener {
  onEvent(event: ServerEvent): void;
  onConnectionChange(state: ConnectionState): void;
  /** The server closed the socket as not allowed, or did not open it; browsers do not tell why. */
  onRejected(): void;
}

/** A socket that reconnects by itself. The listener fetches what was missed meanwhile. */
export class ChatSocket {
  readonly #listener: SocketListener;
  readonly #running = new AbortController();
  #socket: WebSocket | null = null;
  #failures = 0;
  #openedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: SocketListener) {
    this.#listener = listener;
  }

  start(): void {
    const { signal } = this.#running;
    window.addEventListener('online', this.#reconnectNow, { signal });
    window.addEventListener('offline', this.#reportDisconnect, { signal });
    document.addEventListener('visibilitychange', this.#checkConnection, { signal });
    this.#connect();
  }

  stop(): void {
    this.#running.abort();
    clearTimeout(this.#retry);
    this.#closeSocket();
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
    this.#closeSocket();
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#onOpen();
    };
    socket.onmessage = ({ data }) => this.#onMessage(JSON.parse(data as string) as ServerEvent);
    socket.onclose = ({ code }) => this.#onClose(code, opened);
    this.#socket = socket;
  }

  #onOpen(): void {
    this.#openedAt = Date.now();
    this.#pingTimer = setInterval(() => this.#sendPing(), PING_INTERVAL_MS);
  }

  #onMessage(event: ServerEvent): void {
    if (event.type === 'pong') {
      this.#clearDeadline();
      return;
    }
    if (event.type === 'ready') {
      this.#listener.onConnectionChange('connected');
    }
    this.#listener.onEvent(event);
  }

  #onClose(code: number, opened: boolean): void {
    const good = opened && Date.now() - this.#openedAt > STABLE_AFTER_MS;
    this.#closeSocket();
    if (!opened || code === CloseCode.NOT_ALLOWED) {
      this.#listener.onRejected();
    }
    this.#failures = good ? 0 : this.#failures;
    this.#reportDisconnect();
    this.#retry = setTimeout(
      () => this.#connect(),
      code === CloseCode.RESTARTING ? Math.random() * RESTART_SPREAD_MS : backoffDelay(this.#failures++),
    );
  }

  #sendPing(): void {
    if (this.#deadline === undefined && this.send({ type: 'ping' })) {
      this.#deadline = setTimeout(() => this.#onClose(CloseCode.TOO_SLOW, true), PONG_TIMEOUT_MS);
    }
  }

  #clearDeadline(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  /** A browser may take minutes to close a socket whose network is gone, so its events are ignored from now on. */
  #closeSocket(): void {
    clearInterval(this.#pingTimer);
    this.#clearDeadline();
    if (this.#socket) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }
  }

  readonly #reportDisconnect = (): void => {
    this.#listener.onConnectionChange(navigator.onLine ? 'reconnecting' : 'offline');
  };

  readonly #reconnectNow = (): void => {
    this.#failures = 0;
    this.#connect();
  };

  /** Timers stop while the machine sleeps: a user who returns must immediately see whether the page is connected. */
  readonly #checkConnection = (): void => {
    if (document.visibilityState !== 'visible') {
      return;
    }
    if (this.#socket) {
      this.#sendPing();
    } else {
      this.#reconnectNow();
    }
  };
}
