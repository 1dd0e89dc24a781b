import { markUnread, reason, room as readRoom } from '../lib/api';
import type { UnsentMessage } from '../composer/outbox-store';
import type {
  Attachment,
  Author,
  Message,
  MessageChanged,
  Permission,
  ReadEvent,
  Room,
  RoomPosition,
  ServerEvent,
} from '../socket/events';
import { watchArticles } from '../message/article-decorator';
import { decorate } from '../message/message-article';
import type { Article } from '../message/article-state';
import { MessageActions } from '../message/message-actions';
import type { MessageToolsElement } from '../message/message-tools';
import { Quotes } from '../message/quotes';
import type { MessageComposerElement } from '../composer/message-composer';
import type { MessageListElement } from '../message/message-list';
import type { Outbox } from '../composer/outbox';
import { focusComposer } from '../composer/composer-focus';
import { part } from '../lib/dom';
import { ReadMarker } from './read-marker';
import type { RoomHeaderElement } from './room-header';
import { RoomLog } from './room-log';
import type { RoomDetailsElement } from './room-details';
import type { RoomMembersElement } from './room-members';
import type { RoomState } from './room-state';
import { RoomNavigation } from './room-navigation';
import type { Place } from '../lib/custom-events';
import type { ChatSocket } from '../socket/socket';
import { t } from '../lib/texts';
import { TypingIndicator, TypingReporter } from './typing';

/** How often the messages of a public room are fetched for users who are not members. */
const POLL_INTERVAL_MS = 5_000;

export interface RoomContext {
  readonly me: Author;
  readonly socket: ChatSocket;
  readonly outbox: Outbox;
  /** How far the user has read here, and the number of unread messages. */
  readonly readPosition: () => { readonly lastRead: number; readonly unread: number };
  onSeen(seq: number): void;
  /** The server has answered how far the room is read now. */
  onRoomChanged(room: Room): void;
}

/** The room that the page shows: its header, its messages, and its composer. */
export class OpenRoom {
  readonly #state: RoomState;
  readonly #context: RoomContext;
  readonly #view: HTMLElement;
  readonly #header: RoomHeaderElement;
  readonly #list: MessageListElement;
  readonly #composer: MessageComposerElement;
  readonly #log: RoomLog;
  readonly #marker: ReadMarker;
  readonly #history: RoomNavigation;
  readonly #typingReporter: TypingReporter;
  readonly #typing: TypingIndicator;
  readonly #actions: MessageActions;
  readonly #tools: MessageToolsElement;
  readonly #quotes: Quotes;
  #pollTimer: ReturnType<typeof setInterval> | undefined;

  constructor(header: RoomHeaderElement, view: HTMLElement, around: RoomContext) {
    this.#state = header.room;
    this.#context = around;
    this.#view = view;
    this.#header = header;
    this.#list = view.querySelector('message-list') as MessageListElement;
    this.#composer = view.querySelector('message-composer') as MessageComposerElement;
    this.#log = new RoomLog(this.id, this.#list);
    this.#marker = new ReadMarker(around.readPosition().lastRead, (seq) =>
      around.socket.send({ type: 'read', room: this.id, seq }),
    );
    this.#history = new RoomNavigation(this.id, this.#list);
    this.#typingReporter = new TypingReporter(
      () => this.member && around.socket.send({ type: 'typing', room: this.id }),
    );
    this.#typing = new TypingIndicator(part(view, 'typing'));
    this.#actions = new MessageActions(this.id, view, (message) => this.#log.onSent(message));
    this.#tools = view.querySelector('message-tools') as MessageToolsElement;
    this.#quotes = new Quotes(this.id, this.#list);
  }

  get id(): number {
    return this.#state.id;
  }

  start(): void {
    this.#list.addEventListener('messages:load-earlier', () => void this.#log.fetchEarlier());
    this.#list.addEventListener('messages:load-later', () => void this.#log.fetchLater());
    this.#view.addEventListener('messages:jump', ({ detail }) => void this.#jump(detail));
    this.#list.addEventListener('messages:mark-unread', ({ detail }) => void this.markUnread(detail.seq));
    this.#list.addEventListener('messages:seen', ({ detail }) => this.#onSeen(detail.seq));
    this.#list.addEventListener('messages:retry', () => this.#retry());
    this.#list.addEventListener('messages:discard', ({ detail }) => this.#discard(detail.clientId));
    this.#composer.addEventListener('composer:send', ({ detail }) =>
      this.#send(detail.body, detail.replyTo, detail.files),
    );
    this.#composer.addEventListener('composer:escape', () => this.#list.readAllIfUnread());
    this.#composer.addEventListener('composer:typing', () => this.#typingReporter.onInput());
    this.#actions.start();
    this.#tools.serve(this.#list);
    watchArticles(this.#list, (article) => this.#decorate(article));
    this.#restoreDrafts();
    this.#follow();
  }

  /** Another room is opened. This one keeps its state, and follows nothing until `resume`. */
  suspend(): void {
    clearInterval(this.#pollTimer);
    this.#history.stop();
    this.#list.suspend();
  }

  /** The room is open again. Changes since then are fetched once the version of the room is known. */
  resume(): void {
    this.#list.resume();
    this.#follow();
    void this.#poll();
  }

  /** The address now names a place in this room. */
  showAddressedPlace(): void {
    this.#history.showAddressedPlace();
  }

  /** Focuses the composer, or the log if nothing can be written or the on-screen keyboard would open. */
  focus(): void {
    if (!focusComposer()) {
      this.#list.focus({ preventScroll: true });
    }
  }

  #follow(): void {
    const { lastRead, unread } = this.#context.readPosition();
    this.#history.start();
    this.#list.showReadPosition(this.#context.me.username, lastRead, unread);
    this.#list.updateView();
    this.#pollTimer = setInterval(() => void this.#poll(), POLL_INTERVAL_MS);
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

  onEvent(event: ServerEvent): void {
    if (event.type === 'message') {
      this.#messageChanged(event);
      this.#view.querySelector<RoomDetailsElement>('room-details')?.onMessageChanged(event.message);
    }
    if (event.type === 'members') {
      this.#view.querySelector<RoomMembersElement>('room-members')?.onMembersChanged();
    }
    if (event.type === 'typing' && event.user !== this.#context.me.username) {
      this.#typing.started(event.user);
    }
    if (event.type === 'read') {
      this.#onRead(event);
    }
  }

  /** Marks this message and all later ones as unread on every device, until the user reads them again. */
  async markUnread(seq: number): Promise<void> {
    this.#header.showProblem('');
    this.#markUnreadFrom(seq - 1);
    try {
      this.#context.onRoomChanged(await markUnread(this.id, seq));
    } catch (failure) {
      this.#header.showProblem(reason(failure));
    }
  }

  /** A message of another user has arrived and is unread. */
  onUnreadArrived(lastRead: number): void {
    this.#list.onUnreadArrived(lastRead);
  }

  /** Shows the number of unread messages. */
  showUnread(count: number, lastRead: number): void {
    this.#list.showUnread(count, lastRead);
  }

  applyMark({ lastRead, unread, version }: RoomPosition): void {
    if (this.#marker.restart(lastRead)) {
      this.#list.markUnread(lastRead);
    } else if (unread > 0) {
      this.#list.onUnreadMissed(lastRead);
    }
    this.#log.onVersion(version);
    this.#list.updateView();
  }

  applyRoom(room: Room): void {
    this.#header.show(room);
    part(this.#list, 'say-hello').hidden = !this.#state.can('post');
    if (!this.#state.can('post')) {
      this.#composer.close(t('roomArchived'));
    } else if (room.member) {
      this.#composer.open();
      this.#log.onVersion(room.version);
      this.#list.updateView();
    }
  }

  showLeft(permissions: readonly Permission[]): void {
    this.#header.showLeft(permissions);
    this.#composer.close(t('roomLeft'));
  }

  onSent(unsent: UnsentMessage, message: Message): void {
    this.#log.onSent(message);
    this.#list.removeUnsent(unsent.clientId);
  }

  onRejected(unsent: UnsentMessage, why: string): void {
    this.#list.removeUnsent(unsent.clientId);
    this.#composer.restoreText(unsent.body, why, unsent.files);
  }

  /** Shows that unsent messages are being retried. */
  showPending(): void {
    this.#list.showPending();
  }

  showFailed(): void {
    this.#list.showFailed();
  }

  /** The server sends events of the user's rooms only; a public room of others is polled. */
  async #poll(): Promise<void> {
    const looksIn = !this.member && this.#state.kind === 'public' && document.visibilityState === 'visible';
    const seen = looksIn ? await readRoom(this.id).catch(() => null) : null;
    if (seen) {
      this.#log.onVersion(seen.version);
    }
  }

  #messageChanged({ message, truncated }: MessageChanged): void {
    this.#typing.stopped(message.author.username);
    if (message.author.username === this.#context.me.username && message.clientId) {
      this.#context.outbox.drop(message.clientId);
    }
    if (truncated) {
      this.#log.onVersion(message.version);
    } else {
      this.#log.onMessageChanged(message);
    }
  }

  #decorate(article: Article): void {
    decorate(article, this.#context.me.username);
    this.#quotes.show(article);
  }

  #onRead({ seq, back }: ReadEvent): void {
    if (back) {
      this.#markUnreadFrom(seq);
    } else {
      this.#marker.confirm(seq);
    }
  }

  #markUnreadFrom(lastRead: number): void {
    this.#marker.goBack(lastRead);
    this.#list.markUnread(lastRead);
  }

  async #jump(place: Place): Promise<void> {
    if (place.to === 'newest') {
      this.#history.onNewest();
    }
    await this.#log.jump(place);
  }

  /** The new message appears at the end, so the log jumps there. */
  #send(body: string, replyTo: number | null, files: readonly Attachment[]): void {
    this.#list.markRead();
    this.#list.showUnsent(this.#context.outbox.add(this.id, body, replyTo, files), this.#context.me);
    this.#list.showPending();
    void this.#jump({ to: 'newest' });
  }

  #retry(): void {
    this.#list.showPending();
    this.#context.outbox.resume();
  }

  #discard(clientId: string): void {
    this.#context.outbox.drop(clientId);
    this.#list.removeUnsent(clientId);
  }

  /** Shows unsent messages of an earlier page. Those that were stored meanwhile are on the first page already. */
  #restoreDrafts(): void {
    for (const unsent of this.#context.outbox.unsentIn(this.id)) {
      if (this.#list.has(unsent.clientId)) {
        this.#context.outbox.drop(unsent.clientId);
      } else {
        this.#list.showUnsent(unsent, this.#context.me);
      }
    }
  }

  #onSeen(seq: number): void {
    if (this.member) {
      this.#context.onSeen(seq);
      this.#marker.mark(seq);
    }
  }
}
