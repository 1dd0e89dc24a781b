import { changesSince, messagesBefore, ProblemError } from './api';
import { jittered, pause } from './backoff';
import type { Message } from './events';
import type { MessageListElement } from './message-list';
import { Timeline } from './timeline';

/** The open room, followed: what arrives is folded into the timeline, what is missing fetched, what is new shown. */
export class RoomLog {
  readonly #room: number;
  readonly #list: MessageListElement;
  readonly #timeline: Timeline;
  #catchingUp = false;
  /** The service no longer lets us read here. */
  #closed = false;
  #fetchingEarlier = false;

  constructor(room: number, list: MessageListElement) {
    this.#room = room;
    this.#list = list;
    this.#timeline = new Timeline(list.firstPage);
  }

  changed(message: Message): void {
    this.#list.show(this.#timeline.fold(message));
    void this.#catchUp();
  }

  /** The answer to a send. It may tell of a message that is shown already, or of one too old to be shown. */
  sent(message: Message): void {
    this.#list.show(this.#timeline.foldAnswer(message));
    this.#list.dropDraft(message.clientId ?? '');
  }

  /** The room is said to be at this version. */
  hear(version: number): void {
    this.#closed = false;
    this.#timeline.hear(version);
    void this.#catchUp();
  }

  async fetchEarlier(): Promise<void> {
    if (this.#fetchingEarlier || !this.#timeline.more) {
      return;
    }
    this.#fetchingEarlier = true;
    this.#timeline.awaitEarlier();
    this.#list.startEarlier();
    try {
      const { items, more } = await messagesBefore(this.#room, this.#timeline.first);
      this.#list.show(this.#timeline.foldEarlier(items, more));
      this.#fetchingEarlier = false;
      this.#list.endEarlier(more);
    } catch {
      this.#timeline.giveUpEarlier();
      this.#fetchingEarlier = false;
      this.#list.endEarlier(true, true);
    }
  }

  /** Asks until nothing is missing. An answer that brings nothing new is a failure too, or it would ask for ever. */
  async #catchUp(): Promise<void> {
    if (this.#catchingUp) {
      return;
    }
    this.#catchingUp = true;
    for (let failures = 0; this.#timeline.behind && !this.#closed; ) {
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
    this.#list.show(this.#timeline.foldChanges(items, version));
    if (more) {
      this.#timeline.hear(version + 1);
    }
  }
}
