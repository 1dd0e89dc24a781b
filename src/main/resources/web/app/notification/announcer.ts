import type { Message } from '../socket/events';
import { unambiguousName } from '../lib/dom';
import { t, tCount } from '../lib/texts';

/** Messages within this time are announced together. */
const BATCH_MS = 700;
const MAX_BODY_LENGTH = 300;

/**
 * Announces new messages in the open room to screen readers. The log is no live region, as that would also announce the
 * user's own messages, edits, and every page of history that is loaded.
 */
export class Announcer {
  readonly #region: HTMLElement;
  #waiting: Message[] = [];

  /** @param region an element with the role `status`, which does not interrupt */
  constructor(region: HTMLElement) {
    this.#region = region;
  }

  /** A new message of another user. */
  add(message: Message): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) {
      setTimeout(() => this.#flush(), BATCH_MS);
    }
  }

  /** Announces a text. */
  announce(text: string): void {
    this.#region.textContent = text;
  }

  #flush(): void {
    this.announce(announcement(this.#waiting));
    this.#waiting = [];
  }
}

/** The text for one message, or the number of several. */
export function announcement(messages: readonly Message[]): string {
  const [first] = messages;
  return first && messages.length === 1
    ? t('says', unambiguousName(first.author), first.body.slice(0, MAX_BODY_LENGTH) || t('aFile'))
    : tCount('newMessages', messages.length);
}
