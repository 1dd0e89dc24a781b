import { Announcer } from './announcer';
import * as api from './api';
import { ConnectionLine } from './connection-line';
import type { Draft } from './draft-store';
import type { Author, Message, Room, RoomMark, ServerEvent } from './events';
import { Favicon } from './favicon';
import { filesKey } from './file-strip';
import { draftKey } from './message-composer';
import { Notifier } from './notifier';
import type { NotifySwitchElement } from './notify-switch';
import { OpenRoom } from './open-room';
import { Outbox, type OutboxListener } from './outbox';
import { part } from './parts';
import type { PersonListElement } from './person-list';
import type { RoomHeaderElement } from './room-header';
import type { RoomListElement } from './room-list';
import type { RoomMembersElement } from './room-members';
import { type Connection, LiveSocket, type SocketListener } from './socket';
import { Unread } from './unread';

/** Wires the page: what the service says goes to the lists and the open room, what they do goes to the service. */
export class Chat implements SocketListener {
  readonly #page: HTMLElement;
  readonly #me: Author;
  readonly #rooms: RoomListElement;
  readonly #people: PersonListElement;
  readonly #unread: Unread;
  readonly #line: ConnectionLine;
  readonly #socket = new LiveSocket(this);
  readonly #outbox: Outbox;
  readonly #open: OpenRoom | null;
  readonly #notifier: Notifier;
  readonly #announcer: Announcer;
  readonly #icon = new Favicon(document.querySelector('link[rel="icon"]') as HTMLLinkElement);

  constructor(page: HTMLElement) {
    this.#page = page;
    this.#me = {
      username: page.dataset['me'] ?? '',
      displayName: page.dataset['myName'] ?? '',
      picture: page.dataset['myPicture'] ?? null,
    };
    this.#rooms = page.querySelector('room-list') as RoomListElement;
    this.#people = page.querySelector('person-list') as PersonListElement;
    this.#line = new ConnectionLine(page, part(page, 'connection'));
    this.#unread = new Unread(this.#me.username);
    this.#rooms.marks.forEach((mark) => this.#unread.set(mark));
    this.#outbox = new Outbox(this.#me.username, this.#outboxListener());
    this.#open = this.#openRoom();
    this.#announcer = new Announcer(part(page, 'announcement'));
    const control = page.querySelector('notify-switch') as NotifySwitchElement;
    this.#notifier = new Notifier(this.#me.username, this.#open?.id ?? null, control, (room) =>
      this.#unread.lastRead(room),
    );
  }

  start(): void {
    this.#page.addEventListener('room:changed', () => void this.#refresh(this.#open?.id ?? 0));
    part(this.#page, 'sign-out').addEventListener('submit', () => this.#signOut());
    this.#drawTitle();
    this.#open?.start();
    this.#notifier.start();
    this.#socket.start();
    this.#outbox.resume();
  }

  connection(state: Connection): void {
    this.#line.show(state);
  }

  /** Any call tells whether the session still holds, and leads to the sign-in page if not. */
  refused(): void {
    api.me().catch(() => undefined);
  }

  heard(event: ServerEvent): void {
    switch (event.type) {
      case 'ready':
        return event.user.username === this.#me.username ? this.#ready(event.rooms) : location.reload();
      case 'message':
        return this.#messageChanged(event.message, event);
      case 'typing':
      case 'members':
        return this.#tellOpen(event.room, event);
      case 'presence':
        this.#page.querySelector<RoomMembersElement>('room-members')?.showPresence(event.user, event.online);
        return this.#people.showPresence(event.user, event.online);
      case 'read':
        this.#unread.read(event);
        this.#notifier.read(event.room, event.seq);
        this.#tellOpen(event.room, event);
        return this.#drawUnread(event.room);
      case 'room':
        return this.#roomChanged(event.room);
      case 'left':
        return void this.#left(event.room);
    }
  }

  #ready(marks: readonly RoomMark[]): void {
    this.#open?.showPending();
    this.#outbox.resume();
    this.#caughtUp(marks);
  }

  /** Whoever signs in next in this tab finds neither drafts nor half-written texts, nor on the screen what was said. */
  #signOut(): void {
    sessionStorage.clear();
    this.#outbox.clear();
    this.#notifier.forget();
    this.#socket.stop();
  }

  #caughtUp(marks: readonly RoomMark[]): void {
    const before = this.#rooms.marks.map(({ id }) => id);
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

  #messageChanged(message: Message, event: ServerEvent): void {
    const isNews = this.#unread.count(message);
    this.#tellOpen(message.room, event);
    this.#drawUnread(message.room);
    if (isNews) {
      this.#notifier.heard(message, this.#rooms.told(message.room));
      this.#announce(message);
    } else {
      this.#notifier.changed(message);
    }
  }

  #announce(message: Message): void {
    if (message.room === this.#open?.id) {
      this.#announcer.heard(message);
    }
  }

  #roomChanged(room: Room): void {
    this.#rooms.showRoom(room);
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

  /** Out of a room; a public one can still be seen, and joined again. */
  async #left(id: number): Promise<void> {
    this.#unread.remove(id);
    this.#drawUnread(id);
    if (id === this.#open?.id) {
      this.#open.left();
    }
    await api.room(id).then(
      (room) => this.#roomChanged(room),
      (failure: unknown) => isGone(failure) && this.#forget(id),
    );
  }

  /** One joined or left the open room. A private one that was left is not to be seen any more. */
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

  #outboxListener(): OutboxListener {
    const ifOpen = (room: number) => (room === this.#open?.id ? this.#open : undefined);
    return {
      sent: (draft: Draft, message: Message) => ifOpen(draft.room)?.sent(draft, message),
      refused: (draft: Draft, why: string) =>
        draft.room === this.#open?.id ? this.#open.refused(draft, why) : keepForLater(draft),
      stuck: (room: number) => ifOpen(room)?.stuck(),
    };
  }

  #openRoom(): OpenRoom | null {
    const header = this.#page.querySelector<RoomHeaderElement>('room-header');
    if (!header) {
      return null;
    }
    return new OpenRoom(header, this.#page, {
      me: this.#me,
      socket: this.#socket,
      outbox: this.#outbox,
      lastRead: this.#unread.lastRead(header.room),
      unread: this.#unread.of(header.room),
      stands: (room) => this.#standsNow(room),
      seen: (seq) => this.#seen(header.room, seq),
    });
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

/** Refused while another room is open: the text waits, with its files, in its own room's composer. */
function keepForLater({ room, body, files }: Draft): void {
  const key = draftKey(room);
  sessionStorage.setItem(filesKey(room), JSON.stringify(files ?? []));
  sessionStorage.setItem(key, [body, sessionStorage.getItem(key)].filter(Boolean).join('\n'));
}

/** Not to be seen any more, which is something else than not to be reached. */
function isGone(failure: unknown): boolean {
  return failure instanceof api.ProblemError && failure.status === 404;
}
