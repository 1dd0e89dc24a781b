import type { Draft } from './draft-store';
import type { Author, Message, Room, RoomMark, ServerEvent } from './events';
import { watchArticles } from './article-watch';
import { type Article, dress } from './message-article';
import { MessageActs } from './message-acts';
import type { MessageToolsElement } from './message-tools';
import { Quotes } from './quotes';
import type { MessageComposerElement } from './message-composer';
import type { MessageListElement } from './message-list';
import type { Outbox } from './outbox';
import { part } from './parts';
import { ReadMarker } from './read-marker';
import type { RoomHeaderElement } from './room-header';
import { RoomLog } from './room-log';
import type { RoomMembersElement } from './room-members';
import type { LiveSocket } from './socket';
import { TypingLine, TypingTeller } from './typing';

export interface Surroundings {
  readonly me: Author;
  readonly socket: LiveSocket;
  readonly outbox: Outbox;
  readonly lastRead: number;
  seen(seq: number): void;
}

/** The room that the page shows: its header, its messages, and where one writes. */
export class OpenRoom {
  readonly id: number;
  readonly #around: Surroundings;
  readonly #header: RoomHeaderElement;
  readonly #list: MessageListElement;
  readonly #composer: MessageComposerElement;
  readonly #log: RoomLog;
  readonly #marker: ReadMarker;
  readonly #teller: TypingTeller;
  readonly #typing: TypingLine;
  readonly #acts: MessageActs;
  readonly #tools: MessageToolsElement;
  readonly #quotes: Quotes;

  constructor(header: RoomHeaderElement, chat: HTMLElement, around: Surroundings) {
    this.id = header.room;
    this.#around = around;
    this.#header = header;
    this.#list = chat.querySelector('message-list') as MessageListElement;
    this.#composer = chat.querySelector('message-composer') as MessageComposerElement;
    this.#log = new RoomLog(this.id, this.#list);
    this.#marker = new ReadMarker(around.lastRead, (seq) => around.socket.send({ type: 'read', room: this.id, seq }));
    this.#teller = new TypingTeller(() => this.#header.member && around.socket.send({ type: 'typing', room: this.id }));
    this.#typing = new TypingLine(part(chat, 'typing'));
    this.#acts = new MessageActs(this.id, chat, (message) => this.#log.sent(message));
    this.#tools = chat.querySelector('message-tools') as MessageToolsElement;
    this.#quotes = new Quotes(this.id, this.#list);
  }

  start(): void {
    this.#list.addEventListener('messages:earlier', () => void this.#log.fetchEarlier());
    this.#list.addEventListener('messages:seen', ({ detail }) => this.#seen(detail.seq));
    this.#list.addEventListener('messages:retry', () => this.#retry());
    this.#list.addEventListener('messages:discard', ({ detail }) => this.#discard(detail.clientId));
    this.#composer.addEventListener('composer:send', ({ detail }) => this.#send(detail.body, detail.replyTo));
    this.#composer.addEventListener('composer:typed', () => this.#teller.typed());
    this.#acts.start();
    this.#tools.serve(this.#list);
    watchArticles(this.#list, (article) => this.#dress(article));
    this.#takeUpDrafts();
    this.#list.look();
  }

  get name(): string {
    return part(this.#header, 'name').textContent ?? '';
  }

  get member(): boolean {
    return this.#header.member;
  }

  heard(event: ServerEvent): void {
    if (event.type === 'message') {
      this.#messageChanged(event.message);
    }
    if (event.type === 'members') {
      document.querySelector<RoomMembersElement>('room-members')?.changed();
    }
    if (event.type === 'typing' && event.user !== this.#around.me.username) {
      this.#typing.started(event.user);
    }
  }

  caughtUp({ lastRead, version }: RoomMark): void {
    this.#marker.restart(lastRead);
    this.#log.hear(version);
    this.#list.look();
  }

  changed(room: Room): void {
    this.#header.show(room);
    if (room.archived) {
      this.#composer.close('This room is archived: it can be read, but not written in.');
    } else if (room.member) {
      this.#composer.open();
      this.#log.hear(room.version);
      this.#list.look();
    }
  }

  left(): void {
    this.#header.showLeft();
    this.#composer.close('You are not in this room any more.');
  }

  sent(draft: Draft, message: Message): void {
    this.#log.sent(message);
    this.#list.dropDraft(draft.clientId);
  }

  refused(draft: Draft, why: string): void {
    this.#list.dropDraft(draft.clientId);
    this.#composer.giveBack(draft.body, why);
  }

  /** What waits is tried again. */
  showPending(): void {
    this.#list.showPending();
  }

  stuck(): void {
    this.#list.showStuck();
  }

  #messageChanged(message: Message): void {
    this.#typing.stopped(message.author.username);
    if (message.author.username === this.#around.me.username && message.clientId) {
      this.#around.outbox.drop(message.clientId);
    }
    this.#log.changed(message);
  }

  #dress(article: Article): void {
    dress(article, this.#around.me.username);
    this.#quotes.show(article);
  }

  #send(body: string, replyTo: number | null): void {
    this.#list.showDraft(this.#around.outbox.add(this.id, body, replyTo), this.#around.me);
    this.#list.showPending();
  }

  #retry(): void {
    this.#list.showPending();
    this.#around.outbox.resume();
  }

  #discard(clientId: string): void {
    this.#around.outbox.drop(clientId);
    this.#list.dropDraft(clientId);
  }

  /** Drafts of the page before this one; those that were stored in the meantime came with the first page. */
  #takeUpDrafts(): void {
    for (const draft of this.#around.outbox.draftsFor(this.id)) {
      if (this.#list.has(draft.clientId)) {
        this.#around.outbox.drop(draft.clientId);
      } else {
        this.#list.showDraft(draft, this.#around.me);
      }
    }
  }

  #seen(seq: number): void {
    if (this.member) {
      this.#around.seen(seq);
      this.#marker.mark(seq);
    }
  }
}
