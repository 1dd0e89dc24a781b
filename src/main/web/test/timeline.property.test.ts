import assert from 'node:assert/strict';
import { it } from 'node:test';

import fc from 'fast-check';

import {
  hasLater,
  type ShownMessage,
  isBehind,
  reduce,
  startOf,
  type Timeline,
  type TimelineEvent,
  type PageDirection,
} from '../../resources/web/app/message/timeline';
import type { Message } from '../../resources/web/app/socket/events';
import { held, pageOf, Room } from './room';

/**
 * A page and its room, with a network between them that loses, repeats and delays. Reads happen immediately and arrive
 * later, so a page of changes may be older than events that overtake it.
 *
 * @param at the place at which the page is opened; 0 for the end
 * @param stale changes between reading the position and reading the page
 */
class Browser {
  readonly #room: Room;
  readonly #network: TimelineEvent[] = [];
  readonly #screen = new Map<number, number>();
  #timeline: Timeline;

  /**
   * @param at the place at which the page is opened; 0 for the end
   * @param stale changes between reading the position and reading the page
   */
  constructor(room: Room, at: number, limit: number, stale: () => void) {
    this.#room = room;
    const position = room.version;
    stale();
    const { items, more, later } = room.around(at === 0 ? room.length : at, limit);
    items.forEach(({ seq, version }) => this.#screen.set(seq, version));
    this.#timeline = startOf(pageOf(items, position, more, later));
  }

  put(event: TimelineEvent): void {
    this.#network.push(event);
  }

  ask(limit: number): void {
    const { items, version, more } = this.#room.since(this.#timeline.position, limit);
    this.put({ type: 'caught-up', messages: items, version, more });
  }

  /** @param which the place of a jump: any number, as some are beyond the end */
  askPage(way: PageDirection, which: number, limit: number): void {
    if (this.#mayAsk(way)) {
      this.#take({ type: 'asked', way });
      this.put({ type: 'arrived', ask: this.#timeline.asks, ...this.#read(way, which, limit) });
    }
  }

  /** The awaited page arrives, or its request fails. */
  giveUp(): void {
    this.#take({ type: 'failed', ask: this.#timeline.asks });
  }

  /** Removes messages that are far from the view, but not all. */
  trim(before: number, after: number): void {
    const places = this.shown.map(({ seq }) => seq);
    const first = places[Math.min(before, places.length - 1)];
    const last = places[Math.max(places.length - 1 - after, Math.min(before, places.length - 1))];
    if (first !== undefined && last !== undefined) {
      const kept = last === places.at(-1) ? this.#timeline.last : last;
      this.#take({ type: 'trimmed', first: first === places[0] ? this.#timeline.first : first, last: kept });
      places.filter((seq) => seq < first || seq > last).forEach((seq) => this.#screen.delete(seq));
    }
  }

  receive(which: number, fate: 'arrives' | 'arrives twice' | 'is lost'): void {
    const [event] = this.#network.splice(which % Math.max(1, this.#network.length), fate === 'arrives twice' ? 0 : 1);
    const chosen = event ?? this.#network[which % Math.max(1, this.#network.length)];
    if (chosen && fate !== 'is lost') {
      this.#take(chosen);
    }
  }

  /** Learns the version of the room, and fetches until nothing is missing. */
  catchUp(limit: number): void {
    this.#take({ type: 'version', version: this.#room.version });
    for (let round = 0; isBehind(this.#timeline); round++) {
      assert.ok(round <= this.#room.version, 'a catch-up comes to an end');
      const { items, version, more } = this.#room.since(this.#timeline.position, limit);
      this.#take({ type: 'caught-up', messages: items, version, more });
    }
  }

  get shown(): ShownMessage[] {
    return [...this.#screen].map(([seq, version]) => held({ seq, version })).sort((one, other) => one.seq - other.seq);
  }

  get window(): Timeline {
    return this.#timeline;
  }

  #mayAsk(way: PageDirection): boolean {
    const { awaited, more } = this.#timeline;
    return way === 'elsewhere' || (!awaited && (way === 'earlier' ? more : hasLater(this.#timeline)));
  }

  #read(way: PageDirection, which: number, limit: number): { messages: Message[]; more: boolean; later: boolean } {
    const { first, last } = this.#timeline;
    switch (way) {
      case 'earlier': {
        const { items, more } = this.#room.before(first, limit);
        return { messages: items, more, later: true };
      }
      case 'later': {
        const { items, later } = this.#room.after(last, limit);
        return { messages: items, more: true, later };
      }
      case 'elsewhere': {
        const { items, more, later } = this.#room.around(which, limit);
        return { messages: items, more, later };
      }
    }
  }

  #take(event: TimelineEvent): void {
    const { timeline, updates, replacesAll } = reduce(this.#timeline, event);
    assert.ok(timeline.position >= this.#timeline.position, 'the position never goes back');
    if (replacesAll) {
      this.#screen.clear();
    }
    for (const { seq, version } of updates) {
      assert.ok(version > (this.#screen.get(seq) ?? 0), `${seq} goes forward, and never twice to the same`);
      this.#screen.set(seq, version);
    }
    this.#timeline = timeline;
  }
}

const round = fc.nat({ max: 60 });
const few = fc.integer({ min: 1, max: 4 });
const fate = fc.constantFrom('arrives' as const, 'arrives twice' as const, 'is lost' as const);
const way = fc.constantFrom<PageDirection[]>('earlier', 'earlier', 'later', 'later', 'elsewhere');
/** The actions, with frequent ones more often. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('post' as const), told: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('edit' as const), which: round }) },
  { weight: 10, arbitrary: fc.record({ what: fc.constant('receive' as const), which: round, fate }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('ask' as const), limit: few }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('askPage' as const), way, which: round, limit: few }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('giveUp' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('trim' as const), before: fc.nat({ max: 3 }), after: fc.nat({ max: 3 }) }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer Kind> ? Kind : never;

function play(room: Room, browser: Browser, one: Happening): void {
  switch (one.what) {
    case 'post': {
      const message = room.post();
      browser.put({ type: 'changed', message });
      if (one.told) {
        browser.put({ type: 'answered', message });
      }
      return;
    }
    case 'edit': {
      const message = room.edit(one.which);
      return message ? browser.put({ type: 'changed', message }) : undefined;
    }
    case 'receive':
      return browser.receive(one.which, one.fate);
    case 'ask':
      return browser.ask(one.limit);
    case 'askPage':
      return browser.askPage(one.way, one.which, one.limit);
    case 'giveUp':
      return browser.giveUp();
    case 'trim':
      return browser.trim(one.before, one.after);
  }
}

/** The window has the bounds that it claims, and no gap. */
function holdsWhatItSays(room: Room, { shown, window }: Browser): void {
  const first = window.more ? window.first : 1;
  const last = hasLater(window) ? window.last : room.length;
  assert.ok(first >= 1 && last <= room.length, 'it lies in the room');
  assert.deepEqual(shown, room.between(first, last));
}

it('after lost, repeated and late events, a catch-up shows what a fresh fetch shows', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 12 }),
      fc.nat({ max: 12 }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(round, { maxLength: 3 }),
      fc.array(happening, { maxLength: 80 }),
      fc.integer({ min: 1, max: 5 }),
      (posted, at, limit, meanwhile, happenings, pageSize) => {
        const room = new Room();
        for (let i = 0; i < posted; i++) {
          room.post();
        }
        const browser = new Browser(room, at, limit, () => meanwhile.forEach((which) => room.edit(which)));
        happenings.forEach((one) => play(room, browser, one));
        browser.catchUp(pageSize);
        holdsWhatItSays(room, browser);
      },
    ),
    { numRuns: 50_000 },
  );
});
