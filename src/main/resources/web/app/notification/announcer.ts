import type { Message } from '../socket/events';
import { say, sayCount } from '../lib/texts';

/** What comes within this time of each other is said together. */
const TOGETHER_MS = 700;
const LONGEST_BODY = 300;

/**
 * Says to who listens to the page what others write in the open room. The log itself says nothing: it would also read out
 * one's own messages, edits, and every page of history that is loaded.
 */
export class Announcer {
  readonly #region: HTMLElement;
  #waiting: Message[] = [];

  /** @param region a `status`, so that nobody is interrupted */
  constructor(region: HTMLElement) {
    this.#region = region;
  }

  /** A new message of somebody else's. */
  heard(message: Message): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) {
      setTimeout(() => this.#say(), TOGETHER_MS);
    }
  }

  /** Something else than a message. */
  say(text: string): void {
    this.#region.textContent = text;
  }

  #say(): void {
    this.say(announcement(this.#waiting));
    this.#waiting = [];
  }
}

/** One message in full, several as a number. */
export function announcement(messages: readonly Message[]): string {
  const [first] = messages;
  return first && messages.length === 1
    ? say('says', first.author.displayName, first.body.slice(0, LONGEST_BODY) || say('aFile'))
    : sayCount('newMessages', messages.length);
}
