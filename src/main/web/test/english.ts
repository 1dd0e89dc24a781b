/** Provides the texts of an English page, as the server does. Imported by tests of code with texts. */

import { readFileSync } from 'node:fs';

const WORDS = new URL('../../java/chat/parley/page/ScriptMessages.java', import.meta.url);
const TEXT = /@Message\(\s*"((?:[^"\\]|\\.)*)"\)\s+String (\w+)\(([^)]*)\)/g;

const texts = [...readFileSync(WORDS, 'utf8').matchAll(TEXT)].map(([, text = '', key = '', parameters = '']) => [
  key,
  numbered(
    JSON.parse(`"${text}"`) as string,
    parameters.split(',').map((parameter) => parameter.trim().replace('String ', '')),
  ),
]);

function numbered(text: string, names: readonly string[]): string {
  return names.reduce((filled, name, at) => filled.replaceAll(`{${name}}`, `{${at}}`), text);
}

Object.defineProperties(globalThis, {
  navigator: { value: { languages: ['en-US'] } },
  document: {
    value: {
      documentElement: { lang: 'en', dir: 'ltr' },
      getElementById: () => ({ textContent: JSON.stringify(Object.fromEntries(texts)) }),
    },
  },
});
