import { displayNameOf } from '../lib/dom';
import { formatList, t, tCount } from '../lib/texts';

const REPORT_INTERVAL_MS = 3_000;
const SHOWN_MS = 5_000;

/** Reports that the user is typing, at most every few seconds. */
export class TypingReporter {
  readonly #report: () => void;
  #reportedAt = 0;

  constructor(tell: () => void) {
    this.#report = tell;
  }

  onInput(): void {
    if (Date.now() - this.#reportedAt >= REPORT_INTERVAL_MS) {
      this.#reportedAt = Date.now();
      this.#report();
    }
  }
}

/** Shows who is typing. The text changes only when someone starts or stops, so that screen readers read it once. */
export class TypingIndicator {
  readonly #line: Element;
  readonly #typists = new Map<string, { name: string; stop: ReturnType<typeof setTimeout> }>();

  constructor(line: Element) {
    this.#line = line;
  }

  started(username: string): void {
    clearTimeout(this.#typists.get(username)?.stop);
    const stop = setTimeout(() => this.stopped(username), SHOWN_MS);
    this.#typists.set(username, { name: displayNameOf(username), stop });
    this.#draw();
  }

  stopped(username: string): void {
    clearTimeout(this.#typists.get(username)?.stop);
    this.#typists.delete(username);
    this.#draw();
  }

  #draw(): void {
    const text = typingText([...this.#typists.values()].map(({ name }) => name));
    if (this.#line.textContent !== text) {
      this.#line.textContent = text;
    }
  }
}

function typingText(names: readonly string[]): string {
  if (names.length > 2) {
    return t('severalTyping');
  }
  return names.length === 0 ? '' : tCount('types', names.length, formatList(names));
}
