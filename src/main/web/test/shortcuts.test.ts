import assert from 'node:assert/strict';
import { it } from 'node:test';

import { letterOf } from '../../resources/web/app/ui/shortcuts';

it('a key is the letter that it writes, wherever it lies', () => {
  assert.equal(letterOf({ key: 'k', code: 'KeyK' }), 'k');
  assert.equal(letterOf({ key: 'z', code: 'KeyY' }), 'z');
  assert.equal(letterOf({ key: 'ñ', code: 'Semicolon' }), 'ñ');
  assert.equal(letterOf({ key: 'Home', code: 'Home' }), 'Home');
});

it('a key that writes another script is the Latin letter on it', () => {
  assert.equal(letterOf({ key: 'ن', code: 'KeyK' }), 'k');
  assert.equal(letterOf({ key: 'к', code: 'KeyR' }), 'r');
  assert.equal(letterOf({ key: 'لا', code: 'KeyB' }), 'b');
  assert.equal(letterOf({ key: 'ك', code: 'Semicolon' }), 'ك');
});
