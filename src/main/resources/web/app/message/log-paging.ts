import { type EdgeState, LoadMoreButton } from './load-more-button';
import { part } from '../lib/dom';
import { emit } from '../lib/custom-events';
import type { PageDirection } from './timeline';

/** The next page is loaded when less than this is left to scroll. */
const LOAD_WITHIN_PX = 800;

/** Which part of the log is shown, and what is being loaded. */
export interface LogWindow {
  readonly more: boolean;
  readonly later: boolean;
  readonly loading: PageDirection | null;
  readonly failed: PageDirection | null;
}

/** Both edges of the part of the log that is shown. More is loaded when the user scrolls near them, or asks for it. */
export class LogPaging {
  readonly #log: HTMLElement;
  readonly #earlier: LoadMoreButton;
  readonly #later: LoadMoreButton;

  constructor(log: HTMLElement) {
    this.#log = log;
    this.#earlier = new LoadMoreButton(part(log, 'earlier'), 'earlier');
    this.#later = new LoadMoreButton(part(log, 'later'), 'later');
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    this.#log.addEventListener('click', this.#onClick, { signal: connection });
  }

  get hasEarlier(): boolean {
    return this.#earlier.state !== 'none';
  }

  get hasLater(): boolean {
    return this.#later.state !== 'none';
  }

  /** Whether drawing this state would change anything. */
  hasChanged(window: LogWindow): boolean {
    return stateOf(window, 'earlier') !== this.#earlier.state || stateOf(window, 'later') !== this.#later.state;
  }

  draw(window: LogWindow): void {
    this.#earlier.show(stateOf(window, 'earlier'));
    this.#later.show(stateOf(window, 'later'));
    this.#log.toggleAttribute('data-later', window.later);
  }

  /**
   * @param above the pixels above the view
   * @param below the pixels below the view
   */
  loadIfNear(above: number, below: number): void {
    if (this.#earlier.state === 'more' && above < LOAD_WITHIN_PX) {
      emit(this.#log, 'messages:load-earlier', undefined);
    }
    if (this.#later.state === 'more' && below < LOAD_WITHIN_PX) {
      emit(this.#log, 'messages:load-later', undefined);
    }
  }

  readonly #onClick = ({ target }: MouseEvent): void => {
    const clicked = target instanceof Element ? target : null;
    if (this.#earlier.contains(clicked) && this.#earlier.state !== 'loading') {
      emit(this.#log, 'messages:load-earlier', undefined);
    }
    if (this.#later.contains(clicked) && this.#later.state !== 'loading') {
      emit(this.#log, 'messages:load-later', undefined);
    }
  };
}

function stateOf({ more, later, loading, failed }: LogWindow, way: 'earlier' | 'later'): EdgeState {
  if (!(way === 'earlier' ? more : later)) {
    return 'none';
  }
  return loading === way ? 'loading' : failed === way ? 'failed' : 'more';
}
