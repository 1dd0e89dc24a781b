/** What the page says in its reader's language: the service's `ScriptMessages`, brought along by the page. */

let texts: ReadonlyMap<string, string> | null = null;

/** Words of a page that runs the other way would take the signs around them along. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const FROM_THE_LEFT = /\p{Letter}/u;

/**
 * The language of the page, as it is spoken where the reader is, if the browser says so. Digits are those that the service
 * writes, in every language.
 */
export function locale(): string {
  const language = document.documentElement.lang || 'en';
  const spoken = navigator.languages.find((tag) => tag.split('-')[0] === language && !tag.includes('-u-'));
  return `${spoken ?? language}-u-nu-latn`;
}

/** @param values what stands for `{0}`, `{1}` and so on */
export function say(key: string, ...values: readonly (string | number)[]): string {
  return filled(textOf(key), values);
}

/** What is said of so many: the number itself is `{0}`. */
export function sayCount(key: string, count: number, ...values: readonly (string | number)[]): string {
  const part = pluralOf(textOf(key), new Intl.PluralRules(locale()).select(count));
  return filled(part, [inDigits(count), ...values]);
}

/** A number as the language writes it. Four digits are read at a glance, and need no mark for the thousands. */
export function inDigits(number: number): string {
  const options = { maximumFractionDigits: 1, useGrouping: number >= 10_000 };
  return new Intl.NumberFormat(locale(), options).format(number);
}

/** Names one after the other, as the language lists them; `narrow` where they are no part of a sentence. */
export function listed(names: readonly string[], style: 'long' | 'narrow' = 'long'): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction', style }).format(names);
}

/** The part of `one: … | other: …` that a plural category has. */
export function pluralOf(text: string, category: string): string {
  const parts = new Map(text.split('|').map((part) => [nameOf(part), part.slice(part.indexOf(':') + 1).trim()]));
  return parts.get(category) ?? parts.get('other') ?? text;
}

export function filled(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (hole, at) => isolated(String(values[Number(at)] ?? hole)));
}

/** By Unicode's signs, as a text may come to stand where there are no elements. */
function isolated(value: string): string {
  const foreign = document.documentElement.dir === 'rtl' ? FROM_THE_LEFT : FROM_THE_RIGHT;
  return foreign.test(value) ? `\u2068${value}\u2069` : value;
}

const nameOf = (part: string) => part.slice(0, part.indexOf(':')).trim();

function textOf(key: string): string {
  texts ??= read();
  return texts.get(key) ?? key;
}

function read(): ReadonlyMap<string, string> {
  const json = document.getElementById('texts')?.textContent;
  return new Map(Object.entries(JSON.parse(json ?? '{}') as object) as [string, string][]);
}
