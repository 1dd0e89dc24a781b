import assert from 'node:assert/strict';
import { it } from 'node:test';

import { textDirection } from '../../resources/web/app/composer/text-direction';

const ARABIC = '\u0645\u0631\u062D\u0628\u0627';

for (const isolated of [
  '@mira',
  '`npm i`',
  'https://e.example/a',
  'www.e.example',
  '[x](https://e.example)',
  '```\ncode\n```\n',
]) {
  it(`${isolated} does not decide the direction`, () => {
    assert.equal(textDirection(`${isolated} ${ARABIC}`), 'rtl');
    assert.equal(textDirection(`${isolated} hello ${ARABIC}`), 'auto');
    assert.equal(textDirection(`${ARABIC} ${isolated}`), 'auto');
    assert.equal(textDirection(isolated), 'auto');
  });
}

it('what runs to the right in code does not either', () => {
  assert.equal(textDirection(`\`${ARABIC}\` hello`), 'ltr');
});

it('a text without letters is left to the browser', () => {
  assert.equal(textDirection(''), 'auto');
  assert.equal(textDirection('12 + 3'), 'auto');
});
