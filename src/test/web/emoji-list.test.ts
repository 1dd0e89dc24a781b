import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

import { findEmoji, parseEmoji } from '../../main/resources/web/app/emoji-list';

const groups = parseEmoji(readFileSync('../../main/resources/web/public/static/emoji.tsv', 'utf8'));
const names = (typed: string) => findEmoji(groups, typed, 100).map(({ name }) => name);

it('the list has groups, and each emoji is in one, once', () => {
  const all = groups.flatMap(({ entries }) => entries.map(({ emoji }) => emoji));
  assert.ok(groups.length > 5);
  assert.ok(all.length > 1_800);
  assert.equal(new Set(all).size, all.length);
});

it('those whose name begins so come before those with such a word', () => {
  const found = names('heart');
  assert.equal(found[0], 'heart_eyes');
  assert.ok(found.indexOf('heart') < found.indexOf('broken_heart'));
  assert.ok(names('HEART').includes('heart'));
});

it('an emoji is found by any of its names and words', () => {
  assert.ok(names('thumbsup').includes('+1'));
  assert.deepEqual(names('nosuchthing'), []);
});
