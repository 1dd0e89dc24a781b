import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

import { findEmoji, withNames, parseEmoji } from '../../resources/web/app/composer/emoji-list';

const groups = parseEmoji(readFileSync('../resources/web/public/static/emoji.tsv', 'utf8'));
const names = (typed: string) => findEmoji(groups, typed, 100).map(({ name }) => name);

it('each emoji is in exactly one group', () => {
  const all = groups.flatMap(({ entries }) => entries.map(({ emoji }) => emoji));
  assert.ok(groups.length > 5);
  assert.ok(all.length > 1_800);
  assert.equal(new Set(all).size, all.length);
});

it('matches of the name come before matches of another word', () => {
  const found = names('heart');
  assert.equal(found[0], 'heart_eyes');
  assert.ok(found.indexOf('heart') < found.indexOf('broken_heart'));
  assert.ok(names('HEART').includes('heart'));
});

it('an emoji is found by any of its names and words', () => {
  assert.ok(names('thumbsup').includes('+1'));
  assert.deepEqual(names('nosuchthing'), []);
});

for (const [language, typed, emoji] of [
  ['de', 'herz', '❤️'],
  ['es', 'corazón', '❤️'],
  ['zh', '红心', '❤️'],
  ['ar', 'قلب', '❤️'],
] as const) {
  const translated = withNames(groups, readFileSync(`../resources/web/public/static/emoji-${language}.tsv`, 'utf8'));
  const found = (query: string) => findEmoji(translated, query, 500).map((entry) => entry.emoji);

  it(`in ${language} each emoji has a name`, () => {
    const english = groups.flatMap(({ entries }) => entries);
    const own = translated.flatMap(({ entries }) => entries);
    assert.equal(own.length, english.length);
    assert.deepEqual(
      own.filter(({ name }) => /^[a-z_]+_[a-z_]+$/.test(name)),
      [],
    );
    assert.ok(own.every(({ name }) => name.length > 0));
    assert.equal(new Set(own.map(({ name }) => name)).size, own.length);
  });

  it(`in ${language} an emoji is found by its translated and its common short names`, () => {
    assert.ok(found(typed).includes(emoji));
    assert.ok(found(typed.toUpperCase()).includes(emoji));
    assert.ok(found('heart').includes(emoji));
  });
}
