/** The texts of the page in its language: the `ScriptMessages` of the server, which each page contains. */

let texts: ReadonlyMap<string, string> | null = null;

/** Words of the other direction would reorder the punctuation around them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LEFT_TO_RIGHT = /\p{Letter}/u;

/**
 * The locale of the page, with the region from the browser's settings if they name one. Digits are Latin in every
 * language, as on the server.
 */
export function locale(): string {
  const language = document.documentElement.lang || 'en';
  const spoken = navigator.languages.find((tag) => tag.split('-')[0] === language && !tag.includes('-u-'));
  return `${spoken ?? language}-u-nu-latn`;
}

/** @param values replace `{0}`, `{1}` and so on */
export function t(key: string, ...values: readonly (string | number)[]): string {
  return interpolate(textOf(key), values);
}

/** The plural form of a text for a count, which replaces `{0}`. */
export function tCount(key: string, count: number, ...values: readonly (string | number)[]): string {
  const part = pluralForm(textOf(key), new Intl.PluralRules(locale()).select(count));
  return interpolate(part, [formatNumber(count), ...values]);
}

/** A number in the format of the locale. Four digits need no separator for thousands. */
export function formatNumber(number: number): string {
  const options = { maximumFractionDigits: 1, useGrouping: number >= 10_000 };
  return new Intl.NumberFormat(locale(), options).format(number);
}

/** Joins names as the locale does; `narrow` if they are not part of a sentence. */
export function formatList(names: readonly string[], style: 'long' | 'narrow' = 'long'): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction', style }).format(names);
}

/** The part of `one: … | other: …` for a plural category. */
export function pluralForm(text: string, category: string): string {
  const parts = new Map(text.split('|').map((part) => [nameOf(part), part.slice(part.indexOf(':') + 1).trim()]));
  return parts.get(category) ?? parts.get('other') ?? text;
}

export function interpolate(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (hole, at) => isolate(String(values[Number(at)] ?? hole)));
}

/** Uses Unicode isolates rather than elements, as texts are also used in attributes. */
function isolate(value: string): string {
  const foreign = document.documentElement.dir === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return foreign.test(value) ? `\u2068${value}\u2069` : value;
}

const nameOf = (part: string) => part.slice(0, part.indexOf(':')).trim();

function textOf(key: string): string {
  texts ??= readTexts();
  return texts.get(key) ?? key;
}

function readTexts(): ReadonlyMap<string, string> {
  const json = document.getElementById('texts')?.textContent;
  return new Map(Object.entries(JSON.parse(json ?? '{}') as object) as [string, string][]);
}
