import { displayNameOf } from '../lib/dom';
import { listed, say, sayCount } from '../lib/texts';

const TELL_EVERY_MS = 3_000;
const SHOWN_FOR_MS = 5_000;

/** Tells the service that one is typing, every few seconds at most however fast the keys go. */
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

/** Says who is typing. The line changes when somebody starts or stops, not with each event, so it is read out once. */
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
