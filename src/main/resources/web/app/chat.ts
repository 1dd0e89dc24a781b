import { Announcer } from './notification/announcer';
import * as api from './lib/api';
import { ConnectionLine } from './socket/connection-line';
import type { Author, Message, MessageChanged, Permission, Room, RoomMark, ServerEvent } from './socket/events';
import { Favicon } from './notification/favicon';
import { Notifier } from './notification/notifier';
import type { NotifySwitchElement } from './room/notification-switch';
import { OpenRoom, type Surroundings } from './room/open-room';
import { Outbox } from './composer/outbox';
import { outboxNews } from './composer/outbox-events';
import { currentUser } from './lib/current-user';
import { part } from './lib/dom';
import type { PersonListElement } from './people/person-list';
import type { RoomListElement } from './room/room-list';
import type { RoomMembersElement } from './room/room-members';
import { RoomStage } from './room/room-stage';
import { type Connection, LiveSocket, type SocketListener } from './socket/socket';
import type { SideBarElement } from './room/sidebar';
import { Unread } from './room/unread-count';

/** The chat page: passes events of the server to the lists and the open room, and their requests to the server. */
export class Chat implements SocketListener {
  readonly #page: HTMLElement;
  readonly #me: Author;
  readonly #rooms: RoomListElement;
  readonly #people: PersonListElement;
  readonly #unread: Unread;
  readonly #line: ConnectionLine;
  readonly #socket = new LiveSocket(this);
  readonly #outbox: Outbox;
  readonly #stage: RoomStage;
  readonly #notifier: Notifier;
  readonly #announcer: Announcer;
  /** Fetches of large new messages, one at a time. */
  #fetching: Promise<void> = Promise.resolve();
  readonly #icon = new Favicon(document.querySelector('link[rel="icon"]') as HTMLLinkElement);

  constructor(page: HTMLElement) {
    this.#page = page;
    this.#me = currentUser();
    this.#rooms = page.querySelector('room-list') as RoomListElement;
    this.#people = page.querySelector('person-list') as PersonListElement;
    this.#line = new ConnectionLine(page);
    this.#unread = new Unread(this.#me.username);
    this.#rooms.marks.forEach((mark) => this.#unread.set(mark));
    this.#outbox = new Outbox(
      this.#me.username,
      outboxNews((room) => this.#stage.find(room)),
    );
    this.#stage = new RoomStage(page, {
      make: (header, view) => new OpenRoom(header, view, this.#around(header.room.id)),
      entered: (room) => this.#entered(room),
    });
    this.#announcer = new Announcer(part(page, 'announcement'));
    const control = page.querySelector('notify-switch') as NotifySwitchElement;
    this.#notifier = new Notifier(this.#me.username, this.#open?.id ?? null, control, (room) =>
      this.#unread.lastRead(room),
    );
  }

  get #open(): OpenRoom | null {
    return this.#stage.open;
  }

  start(): void {
    this.#page.addEventListener('room:changed', () => void this.#refresh(this.#open?.id ?? 0));
    part(this.#page, 'sign-out').addEventListener('submit', () => this.#signOut());
    this.#drawTitle();
    this.#stage.start();
    this.#notifier.start();
    this.#socket.start();
    this.#outbox.resume();
  }

  connection(state: Connection): void {
    this.#line.show(state);
  }

  /** Any API call shows whether the session is still valid, and redirects to the sign-in page if it is not. */
  refused(): void {
    api.me().catch(() => undefined);
  }

  heard(event: ServerEvent): void {
    switch (event.type) {
      case 'ready':
        return event.user.username === this.#me.username ? this.#ready(event.rooms) : location.reload();
      case 'message':
        return this.#messageChanged(event);
      case 'typing':
      case 'members':
        return this.#tellOpen(event.room, event);
      case 'presence':
        this.#page.querySelector<RoomMembersElement>('room-members')?.showPresence(event.user, event.online);
        return this.#people.showPresence(event.user, event.online);
      case 'read':
        this.#unread.read(event);
        this.#notifier.read(event.room, event.seq);
        this.#stage.find(event.room)?.heard(event);
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
  #ready(marks: readonly RoomMark[]): void {
    this.#stage.forgetAll();
    this.#open?.showPending();
    this.#outbox.resume();
    this.#caughtUp(marks);
  }

  /** The next user of this tab must find neither drafts nor messages. */
  #signOut(): void {
    sessionStorage.clear();
    this.#outbox.clear();
    this.#notifier.forget();
    this.#socket.stop();
  }

  #caughtUp(marks: readonly RoomMark[]): void {
    const before = this.#rooms.mine;
    const now = new Set(marks.map(({ id }) => id));
    const missed = marks.filter(({ id, seq, unread }) => unread > 0 && seq > this.#unread.end(id));
    this.#notifier.missed(
      missed.map((mark) => ({ mark, heard: this.#unread.end(mark.id), room: this.#rooms.told(mark.id) })),
    );
    marks.forEach((mark) => this.#standsAt(mark));
    before.filter((id) => !now.has(id)).forEach((id) => void this.#left(id));
    if (marks.some(({ id }) => !before.includes(id))) {
      this.#refreshList().catch(() => undefined);
    }
    this.#people.freshen().catch(() => undefined);
  }

  #standsAt(mark: RoomMark): void {
    this.#unread.set(mark);
    this.#drawUnread(mark.id);
    if (mark.id === this.#open?.id) {
      this.#open.caughtUp(mark);
    }
  }

  #messageChanged(event: MessageChanged): void {
    const { message } = event;
    const isNews = this.#unread.count(message);
    this.#tellOpen(message.room, event);
    this.#drawUnread(message.room);
    if (!isNews) {
      this.#notifier.changed(message);
    } else if (event.truncated) {
      this.#fetching = this.#fetching.then(() => this.#tellWhole(message));
    } else {
      this.#tellNews(message);
    }
  }

  /** Fetches a message that arrived without its contents. If that fails, it is announced without them. */
  async #tellWhole(message: Message): Promise<void> {
    this.#tellNews(await api.message(message.room, message.seq).catch(() => message));
  }

  #tellNews(message: Message): void {
    this.#notifier.heard(message, this.#rooms.told(message.room));
    this.#announce(message);
  }

  #announce(message: Message): void {
    if (message.room === this.#open?.id) {
      this.#announcer.heard(message);
    }
  }

  #roomChanged(room: Room): void {
    this.#rooms.showRoom(room);
    this.#rooms.showOpen(this.#open?.id ?? 0);
    if (room.member) {
      this.#unread.set(room);
    } else {
      this.#unread.remove(room.id);
    }
    if (room.id === this.#open?.id) {
      this.#open.changed(room);
    } else if (room.archived) {
      this.#forget(room.id);
    }
    this.#drawUnread(room.id);
  }

  /** The user has left a room. A public room stays visible and can be joined again. */
  async #left(id: number, permissions: readonly Permission[] = []): Promise<void> {
    this.#unread.remove(id);
    this.#stage.forget(id);
    this.#drawUnread(id);
    if (id === this.#open?.id) {
      this.#open.left(permissions);
    }
    await api.room(id).then(
      (room) => this.#roomChanged(room),
      (failure: unknown) => isGone(failure) && this.#forget(id),
    );
  }

  /** The user joined or left the open room. A private room that was left is no longer visible. */
  async #refresh(id: number): Promise<void> {
    await api.room(id).then(
      (room) => this.#roomChanged(room),
      (failure: unknown) => isGone(failure) && location.assign('/'),
    );
  }

  async #refreshList(): Promise<void> {
    const { items } = await api.myRooms();
    items.forEach((room) => this.#roomChanged(room));
  }

  #forget(id: number): void {
    this.#stage.forget(id);
    this.#rooms.removeRoom(id);
    this.#unread.remove(id);
    this.#drawTitle();
  }

  #tellOpen(room: number, event: ServerEvent): void {
    if (room === this.#open?.id) {
      this.#open.heard(event);
    }
  }

  #drawUnread(room: number): void {
    this.#rooms.showUnread(room, this.#unread.of(room), this.#unread.mentions(room));
    if (room === this.#open?.id) {
      this.#open.showUnread(this.#unread.of(room));
    }
    this.#drawTitle();
  }

  #drawTitle(): void {
    const name = this.#open ? `${this.#open.name} – Parley` : 'Parley';
    const { quiet } = this.#rooms;
    const unread = this.#unread.total((room) => !quiet.has(room));
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
    this.#icon.show(unread);
  }

  #around(room: number): Surroundings {
    return {
      me: this.#me,
      socket: this.#socket,
      outbox: this.#outbox,
      read: () => ({ lastRead: this.#unread.lastRead(room), unread: this.#unread.of(room) }),
      stands: (now) => this.#standsNow(now),
      seen: (seq) => this.#seen(room, seq),
    };
  }

  #entered(room: OpenRoom): void {
    this.#page.querySelector<SideBarElement>('side-bar')?.close();
    this.#line.draw();
    this.#rooms.showOpen(room.id);
    this.#drawTitle();
    this.#notifier.shows(room.id);
    this.#announcer.say(room.name);
    void this.#refresh(room.id);
  }

  #standsNow(room: Room): void {
    this.#unread.set(room);
    this.#drawUnread(room.id);
  }

  #seen(room: number, seq: number): void {
    this.#unread.seen(room, seq);
    this.#drawUnread(room);
  }
}

/** The room is not visible any more, as opposed to a server that cannot be reached. */
function isGone(failure: unknown): boolean {
  return failure instanceof api.ProblemError && failure.status === 404;
}
