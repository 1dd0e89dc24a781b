import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';
import { announcement } from '../../resources/web/app/notification/announcer';
import { messageAt } from './room';

describe('the announcement of new messages', () => {
  it('has the author and the text of one message', () => {
    assert.equal(announcement([{ ...messageAt(1, 1), body: 'Good morning' }]), 'Mira: Good morning');
    assert.equal(announcement([{ ...messageAt(1, 1), body: '' }]), 'Mira: a file');
    assert.equal(announcement([{ ...messageAt(1, 1), body: 'x'.repeat(4_000) }]).length, 'Mira: '.length + 300);
  });

  it('has the number of several messages', () => {
    assert.equal(announcement([messageAt(1, 1), messageAt(2, 2)]), '2 new messages');
  });
});
