import { changesSince, messagesBefore, ProblemError } from './api';
import { jittered, pause } from './backoff';
import type { Message } from './events';
import type { MessageListElement } from './message-list';
import { isBehind, reduce, startOf, type Timeline, type TimelineEvent } from './timeline';

/** The open room, followed: what arrives goes through the timeline, what is missing is fetched, what is new is shown. */
export class RoomLog {
  readonly #room: number;
  readonly #list: MessageListElement;
  #timeline: Timeline;
  #catchingUp = false;
  /** The service no longer lets us read here. */
  #closed = false;

  constructor(room: number, list: MessageListElement) {
    this.#room = room;
    this.#list = list;
    this.#timeline = startOf(list.firstPage);
  }

  changed(message: Message): void {
    this.#apply({ type: 'changed', message });
    void this.#catchUp();
  }

  /** The answer to a send. It may tell of a message that is shown already, or of one too old to be shown. */
  sent(message: Message): void {
    this.#apply({ type: 'answered', message });
    this.#list.dropDraft(message.clientId ?? '');
  }

  /** The room is said to be at this version. */
  hear(version: number): void {
    this.#closed = false;
    this.#apply({ type: 'heard', version });
    void this.#catchUp();
  }

  async fetchEarlier(): Promise<void> {
    if (this.#timeline.passed || !this.#timeline.more) {
      return;
    }
    this.#apply({ type: 'earlier-asked' });
    this.#list.startEarlier();
    const ask = this.#timeline.asks;
    try {
      const { items, more } = await messagesBefore(this.#room, this.#timeline.first);
      this.#apply({ type: 'earlier', ask, messages: items, more });
      this.#list.endEarlier(more);
    } catch {
      this.#apply({ type: 'earlier-failed' });
      this.#list.endEarlier(true, true);
    }
  }

  #apply(event: TimelineEvent): void {
    const { timeline, news } = reduce(this.#timeline, event);
    this.#timeline = timeline;
    if (news.length > 0) {
      this.#list.show(news);
    }
  }

  /** Asks until nothing is missing. An answer that brings nothing new is a failure too, or it would ask for ever. */
  async #catchUp(): Promise<void> {
    if (this.#catchingUp) {
      return;
    }
    this.#catchingUp = true;
    for (let failures = 0; isBehind(this.#timeline) && !this.#closed; ) {
      const reached = this.#timeline.position;
      await this.#fetchChanges().catch((failure) => this.#giveUpIfFinal(failure));
      if (this.#timeline.position > reached) {
        failures = 0;
      } else {
        await pause(jittered(failures++));
      }
    }
    this.#catchingUp = false;
  }

  #giveUpIfFinal(failure: unknown): void {
    this.#closed = failure instanceof ProblemError && !failure.passing;
  }

  async #fetchChanges(): Promise<void> {
    const { items, version, more } = await changesSince(this.#room, this.#timeline.position);
    this.#apply({ type: 'caught-up', messages: items, version, more });
  }
}
