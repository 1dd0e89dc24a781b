import assert from 'node:assert/strict';
import { it } from 'node:test';

import './english';
import { problem, ProblemError, reason } from '../../resources/web/app/lib/api';

it('why something did not work is said in sentences', async () => {
  const refused = (...violations: { field: string; message: string }[]) =>
    new ProblemError(400, 'No.', violations, null);
  const name = { field: 'name', message: 'must not be blank' };
  const topic = { field: 'topic', message: 'is too long' };

  assert.equal(reason(refused(name)), 'Name must not be blank.');
  assert.equal(reason(refused(name, topic)), 'Name must not be blank. Topic is too long.');
  assert.equal(reason(refused({ field: 'q', message: 'says what to look for' })), 'The search says what to look for.');
  assert.equal(reason(refused({ field: 'of another version', message: 'is empty' })), 'Of another version is empty.');
  assert.equal(reason(refused()), 'No.');
  assert.equal(reason(new TypeError('fetch failed')), 'The service cannot be reached right now.');
  assert.equal(reason(await problem(new Response('<html>', { status: 502 }))), 'The service could not do that.');
});
