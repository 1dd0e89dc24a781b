import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';

import { ProblemError } from '../../resources/web/app/lib/api';
import type { UnsentMessage } from '../../resources/web/app/composer/outbox-store';
import { Outbox } from '../../resources/web/app/composer/outbox';
import { messageAt } from './room';

/** A fake of the browser's storage: its entries are the object's own properties. */
class Entries {
  [key: string]: unknown;

  getItem(key: string): string | null {
    return (this[key] as string | undefined) ?? null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

/** A fake server for an outbox: each request waits until the test answers it. */
class Service {
  readonly asked: string[] = [];
  #answer: (response: Response) => void = () => undefined;
  #arrived: () => void = () => undefined;
  #arrival = new Promise<void>((resolve) => (this.#arrived = resolve));

  readonly fetch = (_path: unknown, init?: RequestInit): Promise<Response> => {
    this.asked.push((JSON.parse(init?.body as string) as { body: string }).body);
    this.#arrived();
    return new Promise((resolve) => (this.#answer = resolve));
  };

  /** Answers the pending request, or the next one. */
  async answer(status: number, headers: Record<string, string> = {}): Promise<void> {
    await this.#arrival;
    this.#arrival = new Promise<void>((resolve) => (this.#arrived = resolve));
    const body = status < 400 ? messageAt(this.asked.length, this.asked.length) : { detail: 'No.' };
    this.#answer(new Response(JSON.stringify(body), { status, headers }));
    await settled();
  }
}

/** Lets all pending promises settle. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('an outbox', () => {
  const entries = () => new Entries() as unknown as Storage;
  let service: Service;
  let told: string[];
  const listener = {
    onSent: ({ body }: UnsentMessage) => void told.push(`sent ${body}`),
    onRejected: ({ body }: UnsentMessage, why: string) => void told.push(`refused ${body}: ${why}`),
    onStuck: (room: number) => void told.push(`stuck ${room}`),
  };

  beforeEach(() => {
    service = new Service();
    told = [];
    mock.method(globalThis, 'fetch', service.fetch);
    Object.assign(globalThis, {
      document: { getElementById: () => null },
      location: { assign: () => told.push('to sign in'), reload: () => told.push('reload') },
    });
    // Pauses last until they are ended.
    mock.timers.enable({ apis: ['setTimeout'] });
  });

  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  it('sends unsent messages one at a time, in the order of typing', async () => {
    const outbox = new Outbox('mira', listener, entries());
    ['one', 'two', 'three'].forEach((body) => outbox.add(1, body));
    assert.deepEqual(service.asked, ['one']);
    await service.answer(201);
    assert.deepEqual(service.asked, ['one', 'two']);
    await service.answer(201);
    await service.answer(200);
    assert.deepEqual(told, ['sent one', 'sent two', 'sent three']);
    assert.deepEqual(outbox.unsentIn(1), []);
  });

  it('retries with the same id, and immediately when the server is back', async () => {
    const outbox = new Outbox('mira', listener, entries());
    const { clientId } = outbox.add(1, 'one');
    await service.answer(503);
    assert.deepEqual(service.asked, ['one']);
    outbox.resume();
    await service.answer(201);
    assert.deepEqual(service.asked, ['one', 'one']);
    assert.deepEqual(told, ['sent one']);
    assert.ok(clientId.length > 0);
  });

  it('waits for the time of Retry-After', async () => {
    const outbox = new Outbox('mira', listener, entries());
    outbox.add(1, 'one');
    await service.answer(429, { 'Retry-After': '5' });
    outbox.resume();
    await settled();
    assert.deepEqual(service.asked, ['one']);
    mock.timers.tick(5_000);
    await service.answer(201);
    assert.deepEqual(told, ['sent one']);
  });

  it('reports that it is stuck if Retry-After is long, and keeps its unsent messages', async () => {
    const outbox = new Outbox('mira', listener, entries());
    outbox.add(1, 'one');
    await service.answer(503, { 'Retry-After': '3600' });
    assert.deepEqual(told, ['stuck 1']);
    assert.equal(outbox.unsentIn(1).length, 1);
  });

  it('reports a rejected unsent message, and continues with the next', async () => {
    const outbox = new Outbox('mira', listener, entries());
    outbox.add(1, 'too long');
    outbox.add(1, 'short');
    await service.answer(400);
    await service.answer(201);
    assert.deepEqual(told, ['refused too long: No.', 'sent short']);
  });

  for (const [status, then] of [
    [401, 'to sign in'],
    [412, 'reload'],
  ] as const) {
    it(`keeps everything for its author when the session is not theirs (${status})`, async () => {
      const kept = entries();
      new Outbox('mira', listener, kept).add(1, 'one');
      await service.answer(status);
      assert.deepEqual(told, [then, 'stuck 1']);
      assert.deepEqual(new Outbox('tom', listener, kept).unsentIn(1), []);
      assert.deepEqual(
        new Outbox('mira', listener, kept).unsentIn(1).map(({ body }) => body),
        ['one'],
      );
    });
  }

  it('sends in one room while another is stuck', () => {
    const outbox = new Outbox('mira', listener, entries());
    outbox.add(1, 'here');
    outbox.add(2, 'there');
    assert.deepEqual(service.asked, ['here', 'there']);
  });
});

it('a problem says whether it is transient', () => {
  const passing = (status: number) => new ProblemError(status, '', [], null).isTransient;
  assert.deepEqual([400, 404, 408, 409, 412, 429, 500, 503].map(passing), [
    false,
    false,
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
});
