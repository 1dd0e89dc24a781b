import assert from 'node:assert/strict';
import { it } from 'node:test';

import './english';
import { problem, ProblemError, reason } from '../../resources/web/app/lib/api';

it('the reason of a failure consists of sentences', async () => {
  const refused = (...violations: { field: string; message: string }[]) =>
    new ProblemError(400, 'No.', violations, null);
  const name = { field: 'name', message: 'Enter a name.' };
  const topic = { field: 'topic', message: 'Too long.' };

  assert.equal(reason(refused(name)), 'Enter a name.');
  assert.equal(reason(refused(name, topic)), 'Enter a name. Too long.');
  assert.equal(reason(refused()), 'No.');
  assert.equal(reason(new TypeError('fetch failed')), "Can't reach the server right now.");
  assert.equal(reason(await problem(new Response('<html>', { status: 502 }))), 'Something went wrong on the server.');
});
