/** What comes sooner needs no word before it, which would only flicker. */
const PATIENT_MS = 200;

/** What an element says: at once what is so, and after a moment what is awaited still. */
export class Note {
  readonly #element: () => Element;
  #awaited: ReturnType<typeof setTimeout> | undefined;

  /** @param element asked for when there is something to say, as its page may not be whole before */
  constructor(element: () => Element) {
    this.#element = element;
  }

  say(text: string): void {
    clearTimeout(this.#awaited);
    const element = this.#element();
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  /** Unless something else is said before. */
  sayWhenSlow(text: string): void {
    clearTimeout(this.#awaited);
    this.#awaited = setTimeout(() => this.say(text), PATIENT_MS);
  }
}
