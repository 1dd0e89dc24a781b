import assert from 'node:assert/strict';
import { it } from 'node:test';

import { keyOf } from '../../resources/web/app/ui/shortcuts';

it('a key is the character that it types, on any layout', () => {
  assert.equal(keyOf({ key: 'k', code: 'KeyK' }), 'k');
  assert.equal(keyOf({ key: 'z', code: 'KeyY' }), 'z');
  assert.equal(keyOf({ key: 'ñ', code: 'Semicolon' }), 'ñ');
  assert.equal(keyOf({ key: 'Home', code: 'Home' }), 'Home');
});

it('a key of another script is its Latin letter', () => {
  assert.equal(keyOf({ key: 'ن', code: 'KeyK' }), 'k');
  assert.equal(keyOf({ key: 'к', code: 'KeyR' }), 'r');
  assert.equal(keyOf({ key: 'لا', code: 'KeyB' }), 'b');
  assert.equal(keyOf({ key: 'ك', code: 'Semicolon' }), 'ك');
});
