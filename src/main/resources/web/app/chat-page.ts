import { Announcer } from './notification/announcer';
import * as api from './lib/api';
import { catchStrayKeys } from './composer/type-to-focus';
import { ConnectionStatus } from './socket/connection-status';
import type { Author, Message, MessageChanged, Permission, Room, RoomPosition, ServerEvent } from './socket/events';
import { Favicon } from './notification/favicon';
import { mentionsUser } from './notification/notification-rules';
import { Notifier } from './notification/notifier';
import type { NotificationSwitchElement } from './notification/notification-switch';
import { OpenRoom, type RoomContext } from './room/open-room';
import { Outbox } from './composer/outbox';
import { outboxListener } from './composer/outbox-listener';
import { setCookie } from './lib/cookies';
import { currentUser } from './lib/current-user';
import { part } from './lib/dom';
import type { RoomListElement } from './room/room-list';
import type { RoomMembersElement } from './room/room-members';
import { RoomStage } from './room/room-stage';
import { type ConnectionState, ChatSocket, type SocketListener } from './socket/socket';
import type { SidebarElement } from './room/sidebar';
import { UnreadCounts } from './room/unread-count';

/** The chat page: passes events of the server to the lists and the open room, and their requests to the server. */
export class ChatPage implements SocketListener {
  readonly #page: HTMLElement;
  readonly #me: Author;
  readonly #rooms: RoomListElement;
  readonly #unread: UnreadCounts;
  readonly #connectionStatus: ConnectionStatus;
  readonly #socket = new ChatSocket(this);
  readonly #outbox: Outbox;
  readonly #stage: RoomStage;
  readonly #notifier: Notifier;
  readonly #announcer: Announcer;
  #isConnected = false;
  /** Fetches of large new messages, one at a time. */
  #fetching: Promise<void> = Promise.resolve();
  readonly #icon = new Favicon(document.querySelector('link[rel="icon"]') as HTMLLinkElement);

  constructor(page: HTMLElement) {
    this.#page = page;
    this.#me = currentUser();
    this.#rooms = page.querySelector('room-list') as RoomListElement;
    this.#connectionStatus = new ConnectionStatus(page);
    this.#unread = new UnreadCounts(this.#me.username);
    this.#rooms.marks.forEach((mark) => this.#unread.set(mark));
    this.#outbox = new Outbox(
      this.#me.username,
      outboxListener((room) => this.#stage.find(room)),
    );
    this.#stage = new RoomStage(page, {
      createRoom: (header, view) => new OpenRoom(header, view, this.#contextOf(header.room.id)),
      onEntered: (room) => this.#entered(room),
      isConnected: () => this.#isConnected,
    });
    this.#announcer = new Announcer(part(page, 'announcement'));
    const control = page.querySelector('notification-switch') as NotificationSwitchElement;
    this.#notifier = new Notifier(this.#me.username, this.#open?.id ?? null, control, (room) =>
      this.#unread.lastRead(room),
    );
  }

  get #open(): OpenRoom | null {
    return this.#stage.open;
  }

  start(): void {
    this.#page.addEventListener('room:refresh', () => void this.#refresh(this.#open?.id ?? 0));
    this.#page.addEventListener('composer:typing', () => this.#stage.forgetUnreached());
    part(this.#page, 'sign-out').addEventListener('submit', () => this.#signOut());
    this.#drawTitle();
    if (this.#open) {
      setCookie('room', String(this.#open.id));
    }
    this.#stage.start();
    catchStrayKeys();
    this.#notifier.start();
    this.#socket.start();
    this.#outbox.resume();
  }

  onConnectionChange(state: ConnectionState): void {
    this.#isConnected = state === 'connected';
    this.#connectionStatus.show(state);
  }

  /** Any API call shows whether the session is still valid, and redirects to the sign-in page if it is not. */
  onRejected(): void {
    api.me().catch(() => undefined);
  }

  onEvent(event: ServerEvent): void {
    switch (event.type) {
      case 'ready':
        return event.user.username === this.#me.username ? this.#ready(event.rooms) : location.reload();
      case 'message':
        return this.#messageChanged(event);
      case 'typing':
      case 'members':
        return this.#forwardToOpenRoom(event.room, event);
      case 'presence':
        this.#page.querySelector<RoomMembersElement>('room-members')?.showPresence(event.user, event.online);
        return this.#rooms.showPresence(event.user, event.online);
      case 'read':
        this.#unread.applyReadEvent(event);
        this.#notifier.onRead(event.room, event.seq);
        this.#stage.find(event.room)?.onEvent(event);
        return this.#drawUnread(event.room);
      case 'room':
        return this.#roomChanged(event.room);
      case 'left':
        return void this.#left(event.room, event.permissions);
    }
  }

  /**
   * Rooms that were kept while the page was disconnected may have been read, left or marked on another device, so they
   * are fetched again.
   */
  #ready(marks: readonly RoomPosition[]): void {
    this.#stage.discardAll();
    this.#open?.showPending();
    this.#outbox.resume();
    this.#caughtUp(marks);
    this.#stage.onConnected();
  }

  /** The next user of this tab must find neither drafts nor messages. */
  #signOut(): void {
    sessionStorage.clear();
    this.#outbox.clear();
    this.#notifier.clear();
    this.#socket.stop();
  }

  #caughtUp(marks: readonly RoomPosition[]): void {
    const before = this.#rooms.mine;
    const now = new Set(marks.map(({ id }) => id));
    const missed = marks.filter(({ id, seq, unread }) => unread > 0 && seq > this.#unread.lastSeq(id));
    this.#notifier.onMissed(
      missed.map((mark) => ({
        mark,
        lastKnown: this.#unread.lastSeq(mark.id),
        room: this.#rooms.notifiedRoom(mark.id),
      })),
    );
    marks.forEach((mark) => this.#applyMark(mark));
    before.filter((id) => !now.has(id)).forEach((id) => void this.#left(id));
    if (marks.some(({ id }) => !before.includes(id))) {
      this.#refreshList().catch(() => undefined);
    }
    api
      .people('', '')
      .then(({ items }) => this.#rooms.showPeople(items))
      .catch(() => undefined);
  }

  #applyMark(mark: RoomPosition): void {
    this.#unread.set(mark);
    this.#drawUnread(mark.id);
    if (mark.id === this.#open?.id) {
      this.#open.applyMark(mark);
    }
  }

  #messageChanged(event: MessageChanged): void {
    const { message } = event;
    const isNew = message.seq > this.#unread.lastSeq(message.room);
    const isNews = this.#unread.count(message);
    if (isNew) {
      this.#rooms.onMessage(message.room);
    }
    this.#forwardToOpenRoom(message.room, event);
    if (isNews && message.room === this.#open?.id && this.#unread.of(message.room) > 0) {
      this.#open.onUnreadArrived(this.#unread.lastRead(message.room));
    }
    this.#drawUnread(message.room);
    if (!isNews) {
      this.#notifier.onMessageChanged(message);
      if (addsMention(event, this.#me.username)) {
        this.#whenComplete(event, (complete) => this.#notifyOfMention(complete, event.version));
      }
    } else {
      this.#whenComplete(event, (complete) => this.#notifyOf(complete));
    }
  }

  /** A message that arrived without its contents is fetched first. If that fails, it is announced without them. */
  #whenComplete({ message, truncated }: MessageChanged, notify: (message: Message) => void): void {
    if (truncated) {
      this.#fetching = this.#fetching.then(async () =>
        notify(await api.message(message.room, message.seq).catch(() => message)),
      );
    } else {
      notify(message);
    }
  }

  /** @param version of the edit; the message may have changed since */
  #notifyOfMention(message: Message, version: number): void {
    this.#notifier.onMentionAdded(message, this.#rooms.notifiedRoom(message.room), version);
  }

  #notifyOf(message: Message): void {
    this.#notifier.onMessage(message, this.#rooms.notifiedRoom(message.room));
    this.#announce(message);
  }

  #announce(message: Message): void {
    if (message.room === this.#open?.id) {
      this.#announcer.add(message);
    }
  }

  #roomChanged(room: Room): void {
    this.#showInList(room);
    this.#rooms.markOpen(this.#open?.id ?? 0);
    if (room.member) {
      this.#unread.set(room);
    } else {
      this.#unread.remove(room.id);
    }
    if (room.id === this.#open?.id) {
      this.#open.applyRoom(room);
    } else if (room.archived) {
      this.#forget(room.id);
    }
    this.#drawUnread(room.id);
  }

  /** An archived room cannot be joined, so it is listed for its members only. */
  #showInList(room: Room): void {
    if (room.archived && !room.member) {
      this.#rooms.removeRoom(room.id);
    } else {
      this.#rooms.showRoom(room, room.id === this.#open?.id);
    }
  }

  /** The user has left a room. A public room stays visible and can be joined again. */
  async #left(id: number, permissions: readonly Permission[] = []): Promise<void> {
    this.#unread.remove(id);
    this.#stage.discard(id);
    this.#drawUnread(id);
    if (id === this.#open?.id) {
      this.#open.showLeft(permissions);
    }
    await api.room(id).then(
      (room) => {
        this.#roomChanged(room);
        this.#leaveIfArchived(room);
      },
      (failure: unknown) => isNotFound(failure) && this.#forget(id),
    );
  }

  /**
   * The user joined or left the open room. If it cannot be joined again, as it is private or archived, the page leaves
   * it too.
   */
  async #refresh(id: number): Promise<void> {
    const wasMember = this.#open?.member === true;
    await api.room(id).then(
      (room) => {
        this.#roomChanged(room);
        if (wasMember) {
          this.#leaveIfArchived(room);
        }
      },
      (failure: unknown) => isNotFound(failure) && id === this.#open?.id && location.assign('/'),
    );
  }

  /** An archived room cannot be joined again. */
  #leaveIfArchived({ id, archived, member }: Room): void {
    if (archived && !member && id === this.#open?.id) {
      location.assign('/');
    }
  }

  async #refreshList(): Promise<void> {
    const { items } = await api.myRooms();
    items.forEach((room) => this.#roomChanged(room));
  }

  #forget(id: number): void {
    this.#stage.discard(id);
    this.#rooms.removeRoom(id);
    this.#unread.remove(id);
    this.#drawTitle();
  }

  #forwardToOpenRoom(room: number, event: ServerEvent): void {
    if (room === this.#open?.id) {
      this.#open.onEvent(event);
    }
  }

  #drawUnread(room: number): void {
    this.#rooms.showUnread(room, this.#unread.of(room), this.#unread.mentions(room));
    if (room === this.#open?.id) {
      this.#open.showUnread(this.#unread.of(room), this.#unread.lastRead(room));
    }
    this.#drawTitle();
  }

  #drawTitle(): void {
    const name = this.#open ? `${this.#open.name} – Parley` : 'Parley';
    const { muted } = this.#rooms;
    const unread = this.#unread.total((room) => !muted.has(room));
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
    this.#icon.show(unread);
  }

  #contextOf(room: number): RoomContext {
    return {
      me: this.#me,
      socket: this.#socket,
      outbox: this.#outbox,
      readPosition: () => ({ lastRead: this.#unread.lastRead(room), unread: this.#unread.of(room) }),
      onRoomChanged: (now) => this.#applyRoom(now),
      onSeen: (seq) => this.#seen(room, seq),
    };
  }

  #entered(room: OpenRoom): void {
    this.#page.querySelector<SidebarElement>('side-bar')?.close();
    this.#connectionStatus.draw();
    this.#rooms.markOpen(room.id);
    setCookie('room', String(room.id));
    this.#drawTitle();
    this.#notifier.showRoom(room.id);
    this.#announcer.announce(room.name);
    void this.#refresh(room.id);
  }

  #applyRoom(room: Room): void {
    this.#unread.set(room);
    this.#drawUnread(room.id);
  }

  #seen(room: number, seq: number): void {
    this.#unread.markSeen(room, seq);
    this.#drawUnread(room);
  }
}

/** Whether an edit by another user has added a mention of this user. */
function addsMention({ message, mentioned = [] }: MessageChanged, me: string): boolean {
  return mentionsUser({ ...message, mentions: mentioned }, me);
}

/** The room is not visible any more, as opposed to a server that cannot be reached. */
function isNotFound(failure: unknown): boolean {
  return failure instanceof api.ProblemError && failure.status === 404;
}
