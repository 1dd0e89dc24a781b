import { type EdgeState, HistoryEdge } from './history-edge';
import { part } from '../lib/dom';
import { signal } from '../lib/custom-events';
import type { Way } from './timeline';

/** The next page is loaded when less than this is left to scroll. */
const NEAR_PX = 800;

/** Which part of the log is shown, and what is being loaded. */
export interface Window {
  readonly more: boolean;
  readonly later: boolean;
  readonly loading: Way | null;
  readonly failed: Way | null;
}

/** Both edges of the part of the log that is shown. More is loaded when the user scrolls near them, or asks for it. */
export class HistoryEdges {
  readonly #log: HTMLElement;
  readonly #earlier: HistoryEdge;
  readonly #later: HistoryEdge;

  constructor(log: HTMLElement) {
    this.#log = log;
    this.#earlier = new HistoryEdge(part(log, 'earlier'), 'earlier');
    this.#later = new HistoryEdge(part(log, 'later'), 'later');
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#log.addEventListener('click', this.#ask, { signal: connection });
  }

  get hasEarlier(): boolean {
    return this.#earlier.state !== 'none';
  }

  get hasLater(): boolean {
    return this.#later.state !== 'none';
  }

  /** Whether drawing this state would change anything. */
  differ(window: Window): boolean {
    return stateOf(window, 'earlier') !== this.#earlier.state || stateOf(window, 'later') !== this.#later.state;
  }

  draw(window: Window): void {
    this.#earlier.show(stateOf(window, 'earlier'));
    this.#later.show(stateOf(window, 'later'));
    this.#log.toggleAttribute('data-later', window.later);
  }

  /**
   * @param above the pixels above the view
   * @param below the pixels below the view
   */
  look(above: number, below: number): void {
    if (this.#earlier.state === 'more' && above < NEAR_PX) {
      signal(this.#log, 'messages:earlier', undefined);
    }
    if (this.#later.state === 'more' && below < NEAR_PX) {
      signal(this.#log, 'messages:later', undefined);
    }
  }

  readonly #ask = ({ target }: MouseEvent): void => {
    const clicked = target instanceof Element ? target : null;
    if (this.#earlier.contains(clicked) && this.#earlier.state !== 'loading') {
      signal(this.#log, 'messages:earlier', undefined);
    }
    if (this.#later.contains(clicked) && this.#later.state !== 'loading') {
      signal(this.#log, 'messages:later', undefined);
    }
  };
}

function stateOf({ more, later, loading, failed }: Window, way: 'earlier' | 'later'): EdgeState {
  if (!(way === 'earlier' ? more : later)) {
    return 'none';
  }
  return loading === way ? 'loading' : failed === way ? 'failed' : 'more';
}
