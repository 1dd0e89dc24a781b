import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { filled, pluralOf } from '../../main/resources/web/app/texts';

describe('a text', () => {
  it('has its parts chosen by the category of a number', () => {
    const text = 'one: {0} new message | other: {0} new messages';

    assert.equal(pluralOf(text, 'one'), '{0} new message');
    assert.equal(pluralOf(text, 'other'), '{0} new messages');
  });

  it('says of a category that it does not tell apart what it says of all others', () => {
    assert.equal(pluralOf('one: ein Raum | other: {0} Räume', 'many'), '{0} Räume');
  });

  it('has its values where their numbers are, once or more, in any order', () => {
    assert.equal(filled('{1} – {0}, {1}', ['a', 2]), '2 – a, 2');
  });

  it('does not fill in again what is in a value', () => {
    assert.equal(filled('{0} {1}', ['{1}', 'b']), '{1} b');
  });

  it('shows a hole for which there is no value', () => {
    assert.equal(filled('{0} and {1}', ['a']), 'a and {1}');
  });
});
