import type { Message } from '../socket/events';

/** A message that is shown, by its place and as of which change. */
export interface Held {
  readonly seq: number;
  readonly version: number;
}

export interface FirstPage {
  /** Every change up to this version is in `held`, as far as it is about the messages that are shown. */
  readonly position: number;
  readonly more: boolean;
  readonly later: boolean;
  readonly held: readonly Held[];
}

/** Which page is fetched: the one before what is shown, the one after it, or one that takes its place. */
export type Way = 'earlier' | 'later' | 'elsewhere';

/** A page on its way. It may have been read before the changes that were `passed` over since it was asked for. */
export interface Awaited {
  readonly way: Way;
  readonly passed: ReadonlyMap<number, Message>;
}

/**
 * What is known of the open room: up to which change nothing is missing, and which messages are shown as of a later one.
 * Shown is a window of the log, from `first` to `last`, without a gap. Changes of other messages are passed over, as they
 * come with their page once somebody asks for it.
 */
export interface Timeline {
  /** Of every message in the window, every change up to this version is shown. */
  readonly position: number;
  /** The highest version that the room is said to be at. */
  readonly heard: number;
  /** The place of the first message shown; infinity while there is none. */
  readonly first: number;
  /** The place up to which messages are shown; infinity at the end of the room, where every new one is. */
  readonly last: number;
  /** Whether there are messages before `first`. */
  readonly more: boolean;
  /** The versions of what is shown as of a change after `position`, by place. There are few: what is in order needs none. */
  readonly ahead: ReadonlyMap<number, number>;
  /** How often a page was asked for. */
  readonly asks: number;
  /** One at a time. */
  readonly awaited: Awaited | null;
}

/** Everything that can happen to it. Each may be lost, repeated or late. */
export type TimelineEvent =
  /** The room is at this version, wherever that was said. */
  | { readonly type: 'heard'; readonly version: number }
  /** One event of the socket. */
  | { readonly type: 'changed'; readonly message: Message }
  /** The answer to a send of our own, which may be ahead of the socket: it tells nothing of the changes before it. */
  | { readonly type: 'answered'; readonly message: Message }
  /** What changed after some position that we had, and up to which version that is all. */
  | {
      readonly type: 'caught-up';
      readonly messages: readonly Message[];
      readonly version: number;
      readonly more: boolean;
    }
  /** A page is about to be fetched. Whatever was asked for before that is not waited for any more. */
  | { readonly type: 'asked'; readonly way: Way }
  | Arrived
  | { readonly type: 'failed'; readonly ask: number }
  /** What lies outside of these places is not shown any more; they are within the window. */
  | { readonly type: 'trimmed'; readonly first: number; readonly last: number };

/** The answer to that one of the `asks`, and whether there is more before it and after it. */
export interface Arrived {
  readonly type: 'arrived';
  readonly ask: number;
  readonly messages: readonly Message[];
  readonly more: boolean;
  readonly later: boolean;
}

export interface Step {
  readonly timeline: Timeline;
  /** The messages that are to be shown now, each as it is to look. */
  readonly news: readonly Message[];
  /** Whether they take the place of all that was shown. */
  readonly afresh?: boolean;
}

export function startOf({ position, more, later, held }: FirstPage): Timeline {
  return {
    position,
    heard: position,
    first: lowest(held),
    last: later ? highest(held) : Number.POSITIVE_INFINITY,
    more,
    ahead: beyond(position, held),
    asks: 0,
    awaited: null,
  };
}

/** Whether the room is known to have changed beyond what is shown. */
export const isBehind = ({ heard, position }: Timeline): boolean => heard > position;

/** Whether there are messages after those that are shown. */
export const hasLater = ({ last }: Timeline): boolean => last !== Number.POSITIVE_INFINITY;

/** What is known after the event. Nothing is fetched or drawn here, and neither argument is changed. */
export function reduce(timeline: Timeline, event: TimelineEvent): Step {
  switch (event.type) {
    case 'heard':
      return { timeline: hear(timeline, event.version), news: [] };
    case 'changed':
      return change(hear(timeline, event.message.version), event.message);
    case 'answered':
      return show(timeline, [event.message]);
    case 'caught-up':
      return advance(show(timeline, event.messages), event.version, event.more);
    case 'asked':
      return {
        timeline: { ...timeline, asks: timeline.asks + 1, awaited: { way: event.way, passed: new Map() } },
        news: [],
      };
    case 'arrived':
      return event.ask === timeline.asks && timeline.awaited
        ? take(timeline, timeline.awaited, event)
        : { timeline, news: [] };
    case 'failed':
      return { timeline: event.ask === timeline.asks ? { ...timeline, awaited: null } : timeline, news: [] };
    case 'trimmed':
      return { timeline: trim(timeline, event.first, event.last), news: [] };
  }
}

function hear(timeline: Timeline, version: number): Timeline {
  return version > timeline.heard ? { ...timeline, heard: version } : timeline;
}

/** One that comes after a gap is left to the fetch that fills the gap. */
function change(timeline: Timeline, message: Message): Step {
  return message.version > timeline.position + 1
    ? { timeline, news: [] }
    : advance(show(timeline, [message]), message.version, false);
}

/** Nothing is missing up to this version; where there is more, the room is further than that. */
function advance({ timeline, news }: Step, version: number, more: boolean): Step {
  const heard = Math.max(timeline.heard, more ? version + 1 : version);
  if (version <= timeline.position) {
    return { timeline: { ...timeline, heard }, news };
  }
  const ahead = new Map([...timeline.ahead].filter(([, shown]) => shown > version));
  return { timeline: { ...timeline, heard, position: version, ahead }, news };
}

function show(timeline: Timeline, messages: readonly Message[]): Step {
  const news = messages.filter((message) => isShown(timeline, message.seq) && isNews(timeline, message));
  return { timeline: withShown(passOver(timeline, messages), news), news };
}

function isShown({ more, first, last }: Timeline, seq: number): boolean {
  return !(more && seq < first) && seq <= last;
}

function isNews({ position, ahead }: Timeline, { seq, version }: Message): boolean {
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

/** A page from elsewhere may hold what is shown now, as of before the change. */
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

/** A page that is not waited for was shown already, or given up: what has changed since it was read is not known. */
function take(timeline: Timeline, { way, passed }: Awaited, { messages, more, later }: Arrived): Step {
  const rest = { ...timeline, awaited: null };
  const page = messages.map((message) => newer(message, passed.get(message.seq)));
  switch (way) {
    case 'earlier': {
      const news = page.filter(({ seq }) => seq < timeline.first);
      return { timeline: withShown({ ...rest, more }, news), news };
    }
    case 'later': {
      const news = [...page.filter(({ seq }) => seq > timeline.last), ...afterEnd(page, passed, later, timeline.last)];
      return { timeline: withShown({ ...rest, last: later ? highest(page) : Number.POSITIVE_INFINITY }, news), news };
    }
    case 'elsewhere': {
      const news = [...page, ...afterEnd(page, passed, later, 0)];
      const last = later ? highest(page) : Number.POSITIVE_INFINITY;
      const bare = { ...rest, more, last, first: Number.POSITIVE_INFINITY, ahead: new Map<number, number>() };
      return { timeline: withShown(bare, news), news, afresh: true };
    }
  }
}

/** Those that were posted after the last page was read, and heard of before it came. */
function afterEnd(
  page: readonly Message[],
  passed: ReadonlyMap<number, Message>,
  later: boolean,
  least: number,
): Message[] {
  const end = Math.max(least, highest(page));
  return later ? [] : [...passed.values()].filter(({ seq }) => seq > end).sort((one, other) => one.seq - other.seq);
}

/** A page that would have followed on what is gone now is not waited for any more. */
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

function beyond(position: number, held: readonly Held[]): ReadonlyMap<number, number> {
  return new Map(held.filter(({ version }) => version > position).map(({ seq, version }) => [seq, version]));
}

function lowest(held: readonly Held[]): number {
  return held.reduce((least, { seq }) => Math.min(least, seq), Number.POSITIVE_INFINITY);
}

function highest(held: readonly Held[]): number {
  return held.reduce((most, { seq }) => Math.max(most, seq), 0);
}
