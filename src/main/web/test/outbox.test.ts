import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';

import { ProblemError } from '../../resources/web/app/lib/api';
import type { Draft } from '../../resources/web/app/composer/draft-store';
import { Outbox } from '../../resources/web/app/composer/outbox';
import { messageAt } from './room';

/** What a browser keeps: its entries are the object's own properties. */
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

/** The service, as far as an outbox sees it: each send waits until the test answers it. */
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

  /** Answers the send that has come, or comes next. */
  async answer(status: number, headers: Record<string, string> = {}): Promise<void> {
    await this.#arrival;
    this.#arrival = new Promise<void>((resolve) => (this.#arrived = resolve));
    const body = status < 400 ? messageAt(this.asked.length, this.asked.length) : { detail: 'No.' };
    this.#answer(new Response(JSON.stringify(body), { status, headers }));
    await settled();
  }
}

/** Everything that waits for nothing but its turn has had it. */
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
    sent: ({ body }: Draft) => void told.push(`sent ${body}`),
    refused: ({ body }: Draft, why: string) => void told.push(`refused ${body}: ${why}`),
    stuck: (room: number) => void told.push(`stuck ${room}`),
  };

  beforeEach(() => {
    service = new Service();
    told = [];
    mock.method(globalThis, 'fetch', service.fetch);
    Object.assign(globalThis, {
      document: { getElementById: () => null },
      location: { assign: () => told.push('to sign in'), reload: () => told.push('reload') },
    });
    // Pauses last until somebody ends them.
    mock.timers.enable({ apis: ['setTimeout'] });
  });

  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  it('sends one after the other, in the order typed', async () => {
    const outbox = new Outbox('mira', listener, entries());
    ['one', 'two', 'three'].forEach((body) => outbox.add(1, body));
    assert.deepEqual(service.asked, ['one']);
    await service.answer(201);
    assert.deepEqual(service.asked, ['one', 'two']);
    await service.answer(201);
    await service.answer(200);
    assert.deepEqual(told, ['sent one', 'sent two', 'sent three']);
    assert.deepEqual(outbox.draftsFor(1), []);
  });

  it('tries again under the same id, and at once when the service is back', async () => {
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

  it('waits for the time of Retry-After, even if something else would send earlier', async () => {
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

  it('says that it is stuck when told to wait for long, and keeps what it has', async () => {
    const outbox = new Outbox('mira', listener, entries());
    outbox.add(1, 'one');
    await service.answer(503, { 'Retry-After': '3600' });
    assert.deepEqual(told, ['stuck 1']);
    assert.equal(outbox.draftsFor(1).length, 1);
  });

  it('gives back what is refused, and goes on with the next', async () => {
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
      assert.deepEqual(new Outbox('tom', listener, kept).draftsFor(1), []);
      assert.deepEqual(
        new Outbox('mira', listener, kept).draftsFor(1).map(({ body }) => body),
        ['one'],
      );
    });
  }

  it('does not hold one room for another', () => {
    const outbox = new Outbox('mira', listener, entries());
    outbox.add(1, 'here');
    outbox.add(2, 'there');
    assert.deepEqual(service.asked, ['here', 'there']);
  });
});

it('a problem tells whether it may pass', () => {
  const passing = (status: number) => new ProblemError(status, '', [], null).passing;
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
