import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';
import { interpolate, formatNumber, formatList, pluralForm, tCount } from '../../resources/web/app/lib/texts';

describe('a text', () => {
  it('has plural forms', () => {
    const text = 'one: {0} new message | other: {0} new messages';

    assert.equal(pluralForm(text, 'one'), '{0} new message');
    assert.equal(pluralForm(text, 'other'), '{0} new messages');
  });

  it('uses the form "other" for categories without their own', () => {
    assert.equal(pluralForm('one: ein Raum | other: {0} Räume', 'many'), '{0} Räume');
  });

  it('formats the number in a plural form', () => {
    assert.deepEqual(
      [1, 2, 9_999, 10_000].map((count) => tCount('newMessages', count)),
      ['1 new message', '2 new messages', '9999 new messages', '10,000 new messages'],
    );
    assert.equal(formatNumber(1.25), '1.3');
  });

  it('lists names in a sentence, or by themselves', () => {
    assert.equal(formatList(['Mira', 'Tom']), 'Mira and Tom');
    assert.equal(formatList(['Mira', 'Tom', 'Eve'], 'narrow'), 'Mira, Tom, Eve');
  });

  it('replaces placeholders, repeated and in any order', () => {
    assert.equal(interpolate('{1} – {0}, {1}', ['a', 2]), '2 – a, 2');
  });

  it('does not interpolate values', () => {
    assert.equal(interpolate('{0} {1}', ['{1}', 'b']), '{1} b');
  });

  it('isolates words of the other direction', () => {
    assert.equal(interpolate('{0}: {1}', ['Mira', 'مرحبا']), 'Mira: \u2068مرحبا\u2069');
  });

  it('keeps a placeholder without a value', () => {
    assert.equal(interpolate('{0} and {1}', ['a']), 'a and {1}');
  });
});
