import assert from 'node:assert/strict';
import { it } from 'node:test';

import { completionQueryAt } from '../../resources/web/app/composer/completion';

const at = (text: string) => completionQueryAt(text, text.length);

it('a name is completed after an @ that is not part of a word', () => {
  assert.deepEqual(at('@'), { kind: 'person', start: 0, typed: '' });
  assert.deepEqual(at('hello @to'), { kind: 'person', start: 6, typed: 'to' });
  assert.deepEqual(at('(@anna-l'), { kind: 'person', start: 1, typed: 'anna-l' });
});

it('a name is completed after a letter of a script without spaces, and no other', () => {
  assert.deepEqual(at('请@mi'), { kind: 'person', start: 1, typed: 'mi' });
  assert.deepEqual(at('こん@mi'), { kind: 'person', start: 2, typed: 'mi' });
  assert.deepEqual(at('，@mi'), { kind: 'person', start: 1, typed: 'mi' });
  for (const text of ['josé@mira', 'e\u0301@mira', 'пиши@mi', '7@mi', 'a-@mi']) {
    assert.equal(at(text), null, text);
  }
});

it('addresses and finished names are not completed', () => {
  for (const text of ['tom@example', 'https://example.org/@tom', '@tom ', 'hello', '']) {
    assert.equal(at(text), null, text);
  }
});

it('an emoji is completed after a colon and two letters', () => {
  assert.deepEqual(at('well :ta'), { kind: 'emoji', start: 5, typed: 'ta' });
  assert.deepEqual(at('gut :läch'), { kind: 'emoji', start: 4, typed: 'läch' });
  assert.deepEqual(at('你好:笑'), { kind: 'emoji', start: 2, typed: '笑' });
  assert.deepEqual(at('حسنًا :قل'), { kind: 'emoji', start: 6, typed: 'قل' });
  for (const text of [':t', ':)', 'https:', '10:30', 'a:bc']) {
    assert.equal(at(text), null, text);
  }
});

it('text after the caret is ignored', () => {
  assert.deepEqual(completionQueryAt('@tom and @anna', 3), { kind: 'person', start: 0, typed: 'to' });
});
