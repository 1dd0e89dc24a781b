/** How it stands with the messages beyond an edge of those that are shown. */
export type EdgeState = 'none' | 'more' | 'loading' | 'failed';

/** The button at an edge of the log: it says what is beyond, and fetches it for who does not scroll. */
export class HistoryEdge {
  readonly #button: HTMLElement;
  readonly #which: string;
  #state: EdgeState;

  /** @param which "earlier" or "later" */
  constructor(button: HTMLElement, which: string) {
    this.#button = button;
    this.#which = which;
    this.#state = button.hidden ? 'none' : 'more';
  }

  get state(): EdgeState {
    return this.#state;
  }

  contains(element: Element | null): boolean {
    return this.#button.contains(element);
  }

  show(state: EdgeState): void {
    this.#state = state;
    this.#button.hidden = state === 'none';
    this.#button.textContent = this.#words(state);
  }

  #words(state: EdgeState): string {
    switch (state) {
      case 'loading':
        return 'Loading…';
      case 'failed':
        return `${capital(this.#which)} messages could not be loaded. Try again`;
      default:
        return `Load ${this.#which} messages`;
    }
  }
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
