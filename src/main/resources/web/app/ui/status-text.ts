/** Loading is only indicated after this time, as it would flicker otherwise. */
const SLOW_AFTER_MS = 200;

/** A short text in an element, shown immediately, or only if loading takes a moment. */
export class StatusText {
  readonly #element: () => Element;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param element called when a text is shown, as the element may not exist before */
  constructor(element: () => Element) {
    this.#element = element;
  }

  show(text: string): void {
    clearTimeout(this.#timer);
    const element = this.#element();
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  /** Shows a text after a moment, unless another one is shown before. */
  showWhenSlow(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(text), SLOW_AFTER_MS);
  }
}
