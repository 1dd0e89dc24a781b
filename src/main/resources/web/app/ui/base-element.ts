/** The event types of a target. */
type EventsOf<Target> = Target extends Window
  ? WindowEventMap
  : Target extends Document
    ? DocumentEventMap
    : HTMLElementEventMap;

/**
 * The base class of the custom elements. Whatever `connected` sets up with `listen` or with `connection` ends when the
 * element is taken out of the page, and is set up again when it is put back, as happens to the elements of a room that is
 * suspended.
 */
export class BaseElement extends HTMLElement {
  #connection = new AbortController();

  connectedCallback(): void {
    this.#connection = new AbortController();
    this.connected();
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    this.disconnected();
  }

  /** The element is in the page now, for the first time or again. */
  protected connected(): void {
    // Most elements have something to set up; some only show what they are given.
  }

  /** The element is out of the page now; its listeners have ended. */
  protected disconnected(): void {
    // Most elements have nothing but listeners.
  }

  /** Aborted when the element is taken out of the page. */
  protected get connection(): AbortSignal {
    return this.#connection.signal;
  }

  /** Calls `handler` for each such event until the element is taken out of the page. */
  protected listen<Target extends HTMLElement | Document | Window, Type extends keyof EventsOf<Target> & string>(
    target: Target,
    type: Type,
    handler: (event: EventsOf<Target>[Type]) => void,
    options: Omit<AddEventListenerOptions, 'signal'> = {},
  ): void {
    target.addEventListener(type, handler as EventListener, { ...options, signal: this.connection });
  }
}
