import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';
import { filled, inDigits, listed, pluralOf, sayCount } from '../../resources/web/app/lib/texts';

describe('a text', () => {
  it('has its parts chosen by the category of a number', () => {
    const text = 'one: {0} new message | other: {0} new messages';

    assert.equal(pluralOf(text, 'one'), '{0} new message');
    assert.equal(pluralOf(text, 'other'), '{0} new messages');
  });

  it('says of a category that it does not tell apart what it says of all others', () => {
    assert.equal(pluralOf('one: ein Raum | other: {0} Räume', 'many'), '{0} Räume');
  });

  it('says a number in its own part, as the language writes it', () => {
    assert.deepEqual(
      [1, 2, 9_999, 10_000].map((count) => sayCount('newMessages', count)),
      ['1 new message', '2 new messages', '9999 new messages', '10,000 new messages'],
    );
    assert.equal(inDigits(1.25), '1.3');
  });

  it('lists names as a part of a sentence, or by themselves', () => {
    assert.equal(listed(['Mira', 'Tom']), 'Mira and Tom');
    assert.equal(listed(['Mira', 'Tom', 'Eve'], 'narrow'), 'Mira, Tom, Eve');
  });

  it('has its values where their numbers are, once or more, in any order', () => {
    assert.equal(filled('{1} – {0}, {1}', ['a', 2]), '2 – a, 2');
  });

  it('does not fill in again what is in a value', () => {
    assert.equal(filled('{0} {1}', ['{1}', 'b']), '{1} b');
  });

  it('keeps words that run the other way from taking its signs along', () => {
    assert.equal(filled('{0}: {1}', ['Mira', 'مرحبا']), 'Mira: \u2068مرحبا\u2069');
  });

  it('shows a hole for which there is no value', () => {
    assert.equal(filled('{0} and {1}', ['a']), 'a and {1}');
  });
});
