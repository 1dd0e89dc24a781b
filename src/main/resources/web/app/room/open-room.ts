import { markUnread, reason, room as readRoom } from '../lib/api';
import type { Draft } from '../composer/draft-store';
import type {
  Attachment,
  Author,
  Message,
  MessageChanged,
  Permission,
  ReadEvent,
  Room,
  RoomMark,
  ServerEvent,
} from '../socket/events';
import { watchArticles } from '../message/article-watch';
import { dress } from '../message/message-article';
import type { Article } from '../message/article-state';
import { MessageActs } from '../message/message-actions';
import type { MessageToolsElement } from '../message/message-tools';
import { Quotes } from '../message/quotes';
import type { MessageComposerElement } from '../composer/message-composer';
import type { MessageListElement } from '../message/message-list';
import type { Outbox } from '../composer/outbox';
import { part } from '../lib/dom';
import { ReadMarker } from './read-marker';
import type { RoomHeaderElement } from './room-header';
import { RoomLog } from './room-log';
import type { RoomDetailsElement } from './room-details';
import type { RoomMembersElement } from './room-members';
import type { RoomState } from './room-state';
import { RoomTrail } from './room-trail';
import type { Place } from '../lib/custom-events';
import type { LiveSocket } from '../socket/socket';
import { say } from '../lib/texts';
import { TypingLine, TypingTeller } from './typing';

/** How often the messages of a public room are fetched for users who are not members. */
const LOOK_IN_MS = 5_000;

export interface Surroundings {
  readonly me: Author;
  readonly socket: LiveSocket;
  readonly outbox: Outbox;
  /** How far the user has read here, and the number of unread messages. */
  readonly read: () => { readonly lastRead: number; readonly unread: number };
  seen(seq: number): void;
  /** The server has answered how far the room is read now. */
  stands(room: Room): void;
}

/** The room that the page shows: its header, its messages, and its composer. */
export class OpenRoom {
  readonly #state: RoomState;
  readonly #around: Surroundings;
  readonly #view: HTMLElement;
  readonly #header: RoomHeaderElement;
  readonly #list: MessageListElement;
  readonly #composer: MessageComposerElement;
  readonly #log: RoomLog;
  readonly #marker: ReadMarker;
  readonly #trail: RoomTrail;
  readonly #teller: TypingTeller;
  readonly #typing: TypingLine;
  readonly #acts: MessageActs;
  readonly #tools: MessageToolsElement;
  readonly #quotes: Quotes;
  #looks: ReturnType<typeof setInterval> | undefined;

  constructor(header: RoomHeaderElement, view: HTMLElement, around: Surroundings) {
    this.#state = header.room;
    this.#around = around;
    this.#view = view;
    this.#header = header;
    this.#list = view.querySelector('message-list') as MessageListElement;
    this.#composer = view.querySelector('message-composer') as MessageComposerElement;
    this.#log = new RoomLog(this.id, this.#list);
    this.#marker = new ReadMarker(around.read().lastRead, (seq) =>
      around.socket.send({ type: 'read', room: this.id, seq }),
    );
    this.#trail = new RoomTrail(this.id, this.#list);
    this.#teller = new TypingTeller(() => this.member && around.socket.send({ type: 'typing', room: this.id }));
    this.#typing = new TypingLine(part(view, 'typing'));
    this.#acts = new MessageActs(this.id, view, (message) => this.#log.sent(message));
    this.#tools = view.querySelector('message-tools') as MessageToolsElement;
    this.#quotes = new Quotes(this.id, this.#list);
  }

  get id(): number {
    return this.#state.id;
  }

  start(): void {
    this.#list.addEventListener('messages:earlier', () => void this.#log.fetchEarlier());
    this.#list.addEventListener('messages:later', () => void this.#log.fetchLater());
    this.#view.addEventListener('messages:jump', ({ detail }) => void this.#jump(detail));
    this.#list.addEventListener('messages:unread', ({ detail }) => void this.markUnread(detail.seq));
    this.#list.addEventListener('messages:seen', ({ detail }) => this.#seen(detail.seq));
    this.#list.addEventListener('messages:retry', () => this.#retry());
    this.#list.addEventListener('messages:discard', ({ detail }) => this.#discard(detail.clientId));
    this.#composer.addEventListener('composer:send', ({ detail }) =>
      this.#send(detail.body, detail.replyTo, detail.files),
    );
    this.#composer.addEventListener('composer:typed', () => this.#teller.typed());
    this.#acts.start();
    this.#tools.serve(this.#list);
    watchArticles(this.#list, (article) => this.#dress(article));
    this.#takeUpDrafts();
    this.#follow();
  }

  /** Another room is opened. This one keeps its state, and follows nothing until `resume`. */
  goes(): void {
    clearInterval(this.#looks);
    this.#trail.stop();
    this.#list.goes();
  }

  /** The room is open again. Changes since then are fetched once the version of the room is known. */
  comes(): void {
    this.#list.comes();
    this.#follow();
    void this.#lookIn();
  }

  /** The address now names a place in this room. */
  arrive(): void {
    this.#trail.arrive();
  }

  /** Focuses the composer, or the log if nothing can be written or the on-screen keyboard would open. */
  focus(): void {
    const onScreenKeys = matchMedia('(pointer: coarse)').matches;
    if (onScreenKeys || !this.#composer.focusText()) {
      this.#list.focus({ preventScroll: true });
    }
  }

  #follow(): void {
    const { lastRead, unread } = this.#around.read();
    this.#trail.start();
    this.#list.leftOff(this.#around.me.username, lastRead, unread);
    this.#list.look();
    this.#looks = setInterval(() => void this.#lookIn(), LOOK_IN_MS);
  }

  get name(): string {
    return part(this.#header, 'name').textContent;
  }

  showProblem(why: string): void {
    this.#header.showProblem(why);
  }

  get member(): boolean {
    return this.#state.member;
  }

  heard(event: ServerEvent): void {
    if (event.type === 'message') {
      this.#messageChanged(event);
      this.#view.querySelector<RoomDetailsElement>('room-details')?.changed(event.message);
    }
    if (event.type === 'members') {
      this.#view.querySelector<RoomMembersElement>('room-members')?.changed();
    }
    if (event.type === 'typing' && event.user !== this.#around.me.username) {
      this.#typing.started(event.user);
    }
    if (event.type === 'read') {
      this.#read(event);
    }
  }

  /** Marks this message and all later ones as unread on every device, until the user reads them again. */
  async markUnread(seq: number): Promise<void> {
    this.#header.showProblem('');
    this.#hold(seq - 1);
    try {
      this.#around.stands(await markUnread(this.id, seq));
    } catch (failure) {
      this.#header.showProblem(reason(failure));
    }
  }

  /** Shows the number of unread messages. */
  showUnread(count: number): void {
    this.#list.showUnread(count);
  }

  caughtUp({ lastRead, version }: RoomMark): void {
    if (this.#marker.restart(lastRead)) {
      this.#list.markUnread(lastRead);
    }
    this.#log.hear(version);
    this.#list.look();
  }

  changed(room: Room): void {
    this.#header.show(room);
    if (!this.#state.can('post')) {
      this.#composer.close(say('roomArchived'));
    } else if (room.member) {
      this.#composer.open();
      this.#log.hear(room.version);
      this.#list.look();
    }
  }

  left(permissions: readonly Permission[]): void {
    this.#header.showLeft(permissions);
    this.#composer.close(say('roomLeft'));
  }

  sent(draft: Draft, message: Message): void {
    this.#log.sent(message);
    this.#list.dropDraft(draft.clientId);
  }

  refused(draft: Draft, why: string): void {
    this.#list.dropDraft(draft.clientId);
    this.#composer.giveBack(draft.body, why, draft.files);
  }

  /** Shows that unsent drafts are being retried. */
  showPending(): void {
    this.#list.showPending();
  }

  stuck(): void {
    this.#list.showStuck();
  }

  /** The server sends events of the user's rooms only; a public room of others is polled. */
  async #lookIn(): Promise<void> {
    const looksIn = !this.member && this.#state.kind === 'public' && document.visibilityState === 'visible';
    const seen = looksIn ? await readRoom(this.id).catch(() => null) : null;
    if (seen) {
      this.#log.hear(seen.version);
    }
  }

  #messageChanged({ message, truncated }: MessageChanged): void {
    this.#typing.stopped(message.author.username);
    if (message.author.username === this.#around.me.username && message.clientId) {
      this.#around.outbox.drop(message.clientId);
    }
    if (truncated) {
      this.#log.hear(message.version);
    } else {
      this.#log.changed(message);
    }
  }

  #dress(article: Article): void {
    dress(article, this.#around.me.username);
    this.#quotes.show(article);
  }

  #read({ seq, back }: ReadEvent): void {
    if (back) {
      this.#hold(seq);
    } else {
      this.#marker.heard(seq);
    }
  }

  #hold(lastRead: number): void {
    this.#marker.goBack(lastRead);
    this.#list.markUnread(lastRead);
  }

  async #jump(place: Place): Promise<void> {
    if (place.to === 'newest') {
      this.#trail.atNewest();
    }
    await this.#log.jump(place);
  }

  /** The new message appears at the end, so the log jumps there. */
  #send(body: string, replyTo: number | null, files: readonly Attachment[]): void {
    this.#list.markWritten();
    this.#list.showDraft(this.#around.outbox.add(this.id, body, replyTo, files), this.#around.me);
    this.#list.showPending();
    void this.#jump({ to: 'newest' });
  }

  #retry(): void {
    this.#list.showPending();
    this.#around.outbox.resume();
  }

  #discard(clientId: string): void {
    this.#around.outbox.drop(clientId);
    this.#list.dropDraft(clientId);
  }

  /** Shows drafts of an earlier page. Those that were stored meanwhile are on the first page already. */
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
