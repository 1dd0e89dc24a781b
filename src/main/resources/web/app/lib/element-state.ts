/**
 * What the script knows of elements of one kind: read once from the attributes with which the server rendered an element, and
 * kept in typed fields from then on.
 */
export class ElementState<Kind extends HTMLElement, State> {
  readonly #states = new WeakMap<Kind, State>();
  readonly #read: (element: Kind) => State;

  /** @param read reads the state of an element that the server rendered */
  constructor(read: (element: Kind) => State) {
    this.#read = read;
  }

  of(element: Kind): State {
    let state = this.#states.get(element);
    if (state === undefined) {
      state = this.#read(element);
      this.#states.set(element, state);
    }
    return state;
  }

  set(element: Kind, state: State): void {
    this.#states.set(element, state);
  }
}
