import type { Message } from '../socket/events';
import { say, sayCount } from '../lib/texts';

/** Messages within this time are announced together. */
const TOGETHER_MS = 700;
const LONGEST_BODY = 300;

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
  heard(message: Message): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) {
      setTimeout(() => this.#say(), TOGETHER_MS);
    }
  }

  /** Announces a text. */
  say(text: string): void {
    this.#region.textContent = text;
  }

  #say(): void {
    this.say(announcement(this.#waiting));
    this.#waiting = [];
  }
}

/** The text for one message, or the number of several. */
export function announcement(messages: readonly Message[]): string {
  const [first] = messages;
  return first && messages.length === 1
    ? say('says', first.author.displayName, first.body.slice(0, LONGEST_BODY) || say('aFile'))
    : sayCount('newMessages', messages.length);
}
