import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';
import { announcement } from '../../resources/web/app/notification/announcer';
import { messageAt } from './room';

describe('what is said of new messages', () => {
  it('is who wrote it, and what', () => {
    assert.equal(announcement([{ ...messageAt(1, 1), body: 'Good morning' }]), 'Mira: Good morning');
    assert.equal(announcement([{ ...messageAt(1, 1), body: '' }]), 'Mira: a file');
    assert.equal(announcement([{ ...messageAt(1, 1), body: 'x'.repeat(4_000) }]).length, 'Mira: '.length + 300);
  });

  it('is a number where several come at once', () => {
    assert.equal(announcement([messageAt(1, 1), messageAt(2, 2)]), '2 new messages');
  });
});
