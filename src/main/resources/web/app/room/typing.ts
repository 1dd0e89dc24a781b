import { displayNameOf } from '../lib/dom';
import { listed, say, sayCount } from '../lib/texts';

const TELL_EVERY_MS = 3_000;
const SHOWN_FOR_MS = 5_000;

/** Reports that the user is typing, at most every few seconds. */
export class TypingTeller {
  readonly #tell: () => void;
  #toldAt = 0;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  typed(): void {
    if (Date.now() - this.#toldAt >= TELL_EVERY_MS) {
      this.#toldAt = Date.now();
      this.#tell();
    }
  }
}

/** Shows who is typing. The text changes only when someone starts or stops, so that screen readers read it once. */
export class TypingLine {
  readonly #line: Element;
  readonly #typists = new Map<string, { name: string; stop: ReturnType<typeof setTimeout> }>();

  constructor(line: Element) {
    this.#line = line;
  }

  started(username: string): void {
    clearTimeout(this.#typists.get(username)?.stop);
    const stop = setTimeout(() => this.stopped(username), SHOWN_FOR_MS);
    this.#typists.set(username, { name: displayNameOf(username), stop });
    this.#draw();
  }

  stopped(username: string): void {
    clearTimeout(this.#typists.get(username)?.stop);
    this.#typists.delete(username);
    this.#draw();
  }

  #draw(): void {
    const text = sentence([...this.#typists.values()].map(({ name }) => name));
    if (this.#line.textContent !== text) {
      this.#line.textContent = text;
    }
  }
}

function sentence(names: readonly string[]): string {
  if (names.length > 2) {
    return say('severalType');
  }
  return names.length === 0 ? '' : sayCount('types', names.length, listed(names));
}
