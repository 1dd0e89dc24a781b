import type { Message } from './events';

/** A message that is shown, by its place and as of which change. */
export interface Held {
  readonly seq: number;
  readonly version: number;
}

export interface FirstPage {
  /** Every change up to this version is in `held`, as far as it is about the messages that are shown. */
  readonly position: number;
  readonly more: boolean;
  readonly held: readonly Held[];
}

/**
 * What is known of the open room: up to which change nothing is missing, and which messages are shown as of a later one.
 * Shown are the newest messages, down to `first`. Changes of older ones are passed over, as they come with their page once
 * somebody asks for it.
 */
export interface Timeline {
  /** Of every message from `first` on, every change up to this version is shown. */
  readonly position: number;
  /** The highest version that the room is said to be at. */
  readonly heard: number;
  /** The place of the first message shown; infinity while there is none. */
  readonly first: number;
  /** Whether there are messages before `first`. */
  readonly more: boolean;
  /** The versions of what is shown as of a change after `position`, by place. There are few: what is in order needs none. */
  readonly ahead: ReadonlyMap<number, number>;
  /** How often the page before `first` was asked for. */
  readonly asks: number;
  /** Changes of messages on the page that is being fetched, as it may have been read before them; null when none is. */
  readonly passed: ReadonlyMap<number, Message> | null;
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
  | { readonly type: 'caught-up'; readonly messages: readonly Message[]; readonly version: number; readonly more: boolean }
  /** The page before `first` is about to be fetched. Whatever was asked for before that is not waited for any more. */
  | { readonly type: 'earlier-asked' }
  /** The answer to that one of the `asks`. */
  | { readonly type: 'earlier'; readonly ask: number; readonly messages: readonly Message[]; readonly more: boolean }
  | { readonly type: 'earlier-failed' };

export interface Step {
  readonly timeline: Timeline;
  /** The messages that are to be shown now, each as it is to look. */
  readonly news: readonly Message[];
}

export function startOf({ position, more, held }: FirstPage): Timeline {
  const ahead = held.filter(({ version }) => version > position);
  return {
    position,
    heard: position,
    first: lowest(held),
    more,
    ahead: new Map(ahead.map(versionBySeq)),
    asks: 0,
    passed: null,
  };
}

/** Whether the room is known to have changed beyond what is shown. */
export const isBehind = ({ heard, position }: Timeline): boolean => heard > position;

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
    case 'earlier-asked':
      return { timeline: { ...timeline, asks: timeline.asks + 1, passed: new Map() }, news: [] };
    case 'earlier':
      return event.ask === timeline.asks ? showEarlier(timeline, event.messages, event.more) : { timeline, news: [] };
    case 'earlier-failed':
      return { timeline: { ...timeline, passed: null }, news: [] };
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
  const before = messages.filter(({ seq }) => isBefore(timeline, seq));
  const news = messages.filter((message) => !isBefore(timeline, message.seq) && isNews(timeline, message));
  return { timeline: withShown(passOver(timeline, before), news), news };
}

function isBefore({ more, first }: Timeline, seq: number): boolean {
  return more && seq < first;
}

function isNews({ position, ahead }: Timeline, { seq, version }: Message): boolean {
  return version > (ahead.get(seq) ?? position);
}

function withShown(timeline: Timeline, messages: readonly Message[]): Timeline {
  const further = messages.filter(({ version }) => version > timeline.position);
  return {
    ...timeline,
    first: Math.min(timeline.first, lowest(messages)),
    ahead: further.length === 0 ? timeline.ahead : new Map([...timeline.ahead, ...further.map(versionBySeq)]),
  };
}

function passOver(timeline: Timeline, messages: readonly Message[]): Timeline {
  if (!timeline.passed || messages.length === 0) {
    return timeline;
  }
  const passed = new Map(timeline.passed);
  messages.forEach((message) => passed.set(message.seq, newer(message, passed.get(message.seq))));
  return { ...timeline, passed };
}

/** A page that is not waited for was shown already, or given up: what has changed since it was read is not known. */
function showEarlier(timeline: Timeline, messages: readonly Message[], more: boolean): Step {
  const { passed, first } = timeline;
  if (!passed) {
    return { timeline, news: [] };
  }
  const earlier = messages.filter(({ seq }) => seq < first).map((message) => newer(message, passed.get(message.seq)));
  return { timeline: withShown({ ...timeline, more, passed: null }, earlier), news: earlier };
}

function newer(message: Message, other: Message | undefined): Message {
  return other && other.version > message.version ? other : message;
}

function versionBySeq({ seq, version }: Held): [number, number] {
  return [seq, version];
}

function lowest(held: readonly Held[]): number {
  return held.reduce((least, { seq }) => Math.min(least, seq), Number.POSITIVE_INFINITY);
}
