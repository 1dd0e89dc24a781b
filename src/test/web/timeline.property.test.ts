import assert from 'node:assert/strict';
import { it } from 'node:test';

import fc from 'fast-check';

import {
  type Held,
  isBehind,
  reduce,
  startOf,
  type Timeline,
  type TimelineEvent,
} from '../../main/resources/web/app/timeline';
import { held, pageOf, Room } from './room';

/**
 * A page beside its room, with a network between them that loses, repeats and delays whatever it is given. What is read
 * from the room is read at once and told later; so a page of changes may be older than the events that overtake it.
 */
class Browser {
  readonly #room: Room;
  readonly #network: TimelineEvent[] = [];
  readonly #screen = new Map<number, number>();
  #timeline: Timeline;

  /** @param stale how many changes lie between the position that is read first and the page that is read after it */
  constructor(room: Room, limit: number, stale: () => void) {
    this.#room = room;
    const position = room.version;
    stale();
    const { items, more } = room.latest(limit);
    items.forEach(({ seq, version }) => this.#screen.set(seq, version));
    this.#timeline = startOf(pageOf(items, position, more));
  }

  put(event: TimelineEvent): void {
    this.#network.push(event);
  }

  ask(limit: number): void {
    const { items, version, more } = this.#room.since(this.#timeline.position, limit);
    this.put({ type: 'caught-up', messages: items, version, more });
  }

  askEarlier(limit: number): void {
    if (this.#timeline.more && !this.#timeline.passed) {
      this.#take({ type: 'earlier-asked' });
      const { items, more } = this.#room.before(this.#timeline.first, limit);
      this.put({ type: 'earlier', ask: this.#timeline.asks, messages: items, more });
    }
  }

  /** Whether a page that was asked for came or not, the page is not waited for for ever. */
  giveUpEarlier(): void {
    this.#take({ type: 'earlier-failed' });
  }

  receive(which: number, fate: 'arrives' | 'arrives twice' | 'is lost'): void {
    const [event] = this.#network.splice(which % Math.max(1, this.#network.length), fate === 'arrives twice' ? 0 : 1);
    const chosen = event ?? this.#network[which % Math.max(1, this.#network.length)];
    if (chosen && fate !== 'is lost') {
      this.#take(chosen);
    }
  }

  /** Hears how far the room is, and asks until nothing is missing. */
  catchUp(limit: number): void {
    this.#take({ type: 'heard', version: this.#room.version });
    for (let round = 0; isBehind(this.#timeline); round++) {
      assert.ok(round <= this.#room.version, 'a catch-up comes to an end');
      const { items, version, more } = this.#room.since(this.#timeline.position, limit);
      this.#take({ type: 'caught-up', messages: items, version, more });
    }
  }

  get shown(): Held[] {
    return [...this.#screen].map(([seq, version]) => held({ seq, version })).sort((one, other) => one.seq - other.seq);
  }

  get first(): number {
    return this.#timeline.first;
  }

  #take(event: TimelineEvent): void {
    const { timeline, news } = reduce(this.#timeline, event);
    assert.ok(timeline.position >= this.#timeline.position, 'the position never goes back');
    for (const { seq, version } of news) {
      assert.ok(version > (this.#screen.get(seq) ?? 0), `${seq} goes forward, and never twice to the same`);
      this.#screen.set(seq, version);
    }
    this.#timeline = timeline;
  }
}

const round = fc.nat({ max: 60 });
const fate = fc.constantFrom('arrives' as const, 'arrives twice' as const, 'is lost' as const);
/** What may happen, the frequent things more often. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('post' as const), told: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('edit' as const), which: round }) },
  { weight: 8, arbitrary: fc.record({ what: fc.constant('receive' as const), which: round, fate }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('ask' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('askEarlier' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('giveUpEarlier' as const) }) },
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
    case 'askEarlier':
      return browser.askEarlier(one.limit);
    case 'giveUpEarlier':
      return browser.giveUpEarlier();
  }
}

it('whatever is lost, repeated or late: after a catch-up the page shows what a fresh fetch shows', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 12 }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(round, { maxLength: 3 }),
      fc.array(happening, { maxLength: 80 }),
      fc.integer({ min: 1, max: 5 }),
      (posted, limit, meanwhile, happenings, pageSize) => {
        const room = new Room();
        for (let i = 0; i < posted; i++) {
          room.post();
        }
        const browser = new Browser(room, limit, () => meanwhile.forEach((which) => room.edit(which)));
        happenings.forEach((one) => play(room, browser, one));
        browser.catchUp(pageSize);
        assert.deepEqual(browser.shown, room.from(browser.first));
      },
    ),
    { numRuns: 50_000 },
  );
});
