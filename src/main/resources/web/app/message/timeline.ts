import type { Message } from '../socket/events';

/** A message that is shown: its place and the version that is shown. */
export interface ShownMessage {
  readonly seq: number;
  readonly version: number;
}

export interface FirstPage {
  /** `messages` contains every change up to this version of the messages shown. */
  readonly position: number;
  readonly more: boolean;
  readonly later: boolean;
  readonly messages: readonly ShownMessage[];
}

/** Which page is fetched: the one before the window, the one after it, or one that replaces it. */
export type PageDirection = 'earlier' | 'later' | 'elsewhere';

/**
 * A page that is being fetched. The server may have read it before the changes that arrived since then, which are in
 * `passed`.
 */
export interface AwaitedPage {
  readonly way: PageDirection;
  readonly passed: ReadonlyMap<number, Message>;
}

/**
 * The state of the open room's log: up to which change nothing is missing, and which messages are shown as of a later
 * change. A window of the log is shown, from `first` to `last`, without a gap. Changes of messages outside of it are
 * ignored, as they come with their page when it is fetched.
 */
export interface Timeline {
  /** Every change up to this version is shown, of all messages in the window. */
  readonly position: number;
  /** The highest known version of the room. */
  readonly latest: number;
  /** The `seq` of the first message shown; infinity if there is none. */
  readonly first: number;
  /** The `seq` up to which messages are shown; infinity at the end of the room, where new messages are added. */
  readonly last: number;
  /** Whether there are messages before `first`. */
  readonly more: boolean;
  /**
   * The versions of messages that are shown as of a change after `position`, by `seq`. Usually empty, as changes arrive
   * in order.
   */
  readonly ahead: ReadonlyMap<number, number>;
  /** The number of requests for pages so far. */
  readonly asks: number;
  /** At most one page is fetched at a time. */
  readonly awaited: AwaitedPage | null;
}

/** The events that change the state. Each may be lost, repeated or late. */
export type TimelineEvent =
  /** The room is known to be at this version. */
  | { readonly type: 'version'; readonly version: number }
  /** An event of the socket. */
  | { readonly type: 'changed'; readonly message: Message }
  /** The response to a request of the user. It may be ahead of the socket, and says nothing about earlier changes. */
  | { readonly type: 'answered'; readonly message: Message }
  /** All changes after an earlier position, up to `version`. */
  | {
      readonly type: 'caught-up';
      readonly messages: readonly Message[];
      readonly version: number;
      readonly more: boolean;
    }
  /** A page is about to be fetched. Earlier requests are no longer awaited. */
  | { readonly type: 'asked'; readonly way: PageDirection }
  | Arrived
  | { readonly type: 'failed'; readonly ask: number }
  /** Messages outside of these bounds are no longer shown. The bounds are within the window. */
  | { readonly type: 'trimmed'; readonly first: number; readonly last: number };

/** The response to request number `ask`, and whether there is more before it and after it. */
export interface Arrived {
  readonly type: 'arrived';
  readonly ask: number;
  readonly messages: readonly Message[];
  readonly more: boolean;
  readonly later: boolean;
}

export interface Step {
  readonly timeline: Timeline;
  /** The messages to show, in their new state. */
  readonly updates: readonly Message[];
  /** Whether they replace all messages that were shown. */
  readonly replacesAll?: boolean;
}

export function startOf({ position, more, later, messages }: FirstPage): Timeline {
  return {
    position,
    latest: position,
    first: lowest(messages),
    last: later ? highest(messages) : Number.POSITIVE_INFINITY,
    more,
    ahead: beyond(position, messages),
    asks: 0,
    awaited: null,
  };
}

/** Whether the room is known to have changed beyond what is shown. */
export const isBehind = ({ latest, position }: Timeline): boolean => latest > position;

/** Whether there are messages after those that are shown. */
export const hasLater = ({ last }: Timeline): boolean => last !== Number.POSITIVE_INFINITY;

/** The state after an event. A pure function: it neither fetches nor draws, and changes neither argument. */
export function reduce(timeline: Timeline, event: TimelineEvent): Step {
  switch (event.type) {
    case 'version':
      return { timeline: raise(timeline, event.version), updates: [] };
    case 'changed':
      return applyChange(raise(timeline, event.message.version), event.message);
    case 'answered':
      return show(timeline, [event.message]);
    case 'caught-up':
      return advance(show(timeline, event.messages), event.version, event.more);
    case 'asked':
      return {
        timeline: { ...timeline, asks: timeline.asks + 1, awaited: { way: event.way, passed: new Map() } },
        updates: [],
      };
    case 'arrived':
      return event.ask === timeline.asks && timeline.awaited
        ? applyPage(timeline, timeline.awaited, event)
        : { timeline, updates: [] };
    case 'failed':
      return { timeline: event.ask === timeline.asks ? { ...timeline, awaited: null } : timeline, updates: [] };
    case 'trimmed':
      return { timeline: trim(timeline, event.first, event.last), updates: [] };
  }
}

function raise(timeline: Timeline, version: number): Timeline {
  return version > timeline.latest ? { ...timeline, latest: version } : timeline;
}

/** A change after a gap is ignored, as the fetch that fills the gap returns it. */
function applyChange(timeline: Timeline, message: Message): Step {
  return message.version > timeline.position + 1
    ? { timeline, updates: [] }
    : advance(show(timeline, [message]), message.version, false);
}

/** Nothing is missing up to this version. If there is more, the room is beyond that. */
function advance({ timeline, updates }: Step, version: number, more: boolean): Step {
  const latest = Math.max(timeline.latest, more ? version + 1 : version);
  if (version <= timeline.position) {
    return { timeline: { ...timeline, latest }, updates };
  }
  const ahead = new Map([...timeline.ahead].filter(([, shown]) => shown > version));
  return { timeline: { ...timeline, latest, position: version, ahead }, updates };
}

function show(timeline: Timeline, messages: readonly Message[]): Step {
  const updates = messages.filter((message) => isShown(timeline, message.seq) && isNewer(timeline, message));
  return { timeline: withShown(passOver(timeline, messages), updates), updates };
}

function isShown({ more, first, last }: Timeline, seq: number): boolean {
  return !(more && seq < first) && seq <= last;
}

function isNewer({ position, ahead }: Timeline, { seq, version }: Message): boolean {
  return version > (ahead.get(seq) ?? position);
}

function withShown(timeline: Timeline, messages: readonly Message[]): Timeline {
  const further = beyond(timeline.position, messages);
  return {
    ...timeline,
    first: Math.min(timeline.first, lowest(messages)),
    ahead: further.size === 0 ? timeline.ahead : new Map([...timeline.ahead, ...further]),
  };
}

/** A page that replaces the window may contain messages that are shown now, as of before the change. */
function passOver(timeline: Timeline, messages: readonly Message[]): Timeline {
  const { awaited } = timeline;
  const missed = messages.filter(({ seq }) => awaited?.way === 'elsewhere' || !isShown(timeline, seq));
  if (!awaited || missed.length === 0) {
    return timeline;
  }
  const passed = new Map(awaited.passed);
  missed.forEach((message) => passed.set(message.seq, newer(message, passed.get(message.seq))));
  return { ...timeline, awaited: { ...awaited, passed } };
}

/** Only for the page that is awaited. Any other was shown already or cancelled, and its later changes are unknown. */
function applyPage(timeline: Timeline, { way, passed }: AwaitedPage, { messages, more, later }: Arrived): Step {
  const rest = { ...timeline, awaited: null };
  const page = messages.map((message) => newer(message, passed.get(message.seq)));
  switch (way) {
    case 'earlier': {
      const updates = page.filter(({ seq }) => seq < timeline.first);
      return { timeline: withShown({ ...rest, more }, updates), updates };
    }
    case 'later': {
      const updates = [
        ...page.filter(({ seq }) => seq > timeline.last),
        ...afterEnd(page, passed, later, timeline.last),
      ];
      return {
        timeline: withShown({ ...rest, last: later ? highest(page) : Number.POSITIVE_INFINITY }, updates),
        updates,
      };
    }
    case 'elsewhere': {
      const updates = [...page, ...afterEnd(page, passed, later, 0)];
      const last = later ? highest(page) : Number.POSITIVE_INFINITY;
      const bare = { ...rest, more, last, first: Number.POSITIVE_INFINITY, ahead: new Map<number, number>() };
      return { timeline: withShown(bare, updates), updates, replacesAll: true };
    }
  }
}

/** Messages that were posted after the server had read the last page, and arrived before that page. */
function afterEnd(
  page: readonly Message[],
  passed: ReadonlyMap<number, Message>,
  later: boolean,
  least: number,
): Message[] {
  const end = Math.max(least, highest(page));
  return later ? [] : [...passed.values()].filter(({ seq }) => seq > end).sort((one, other) => one.seq - other.seq);
}

/** A page next to removed messages is no longer awaited. */
function trim(timeline: Timeline, first: number, last: number): Timeline {
  const ahead = new Map([...timeline.ahead].filter(([seq]) => seq >= first && seq <= last));
  const way = timeline.awaited?.way;
  const lost = (way === 'earlier' && first > timeline.first) || (way === 'later' && last < timeline.last);
  const more = timeline.more || first > timeline.first;
  return { ...timeline, first, last, more, ahead, awaited: lost ? null : timeline.awaited };
}

function newer(message: Message, other: Message | undefined): Message {
  return other && other.version > message.version ? other : message;
}

function beyond(position: number, held: readonly ShownMessage[]): ReadonlyMap<number, number> {
  return new Map(held.filter(({ version }) => version > position).map(({ seq, version }) => [seq, version]));
}

function lowest(held: readonly ShownMessage[]): number {
  return held.reduce((least, { seq }) => Math.min(least, seq), Number.POSITIVE_INFINITY);
}

function highest(held: readonly ShownMessage[]): number {
  return held.reduce((most, { seq }) => Math.max(most, seq), 0);
}
