/** What does not decide in which direction a text runs: code, links and mentions, as the server isolates them. */
const ISOLATED =
  /```[\s\S]*?(?:```|$)|`[^`]*`|\[[^\]]*\]\(\S*?\)|(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}/@.+-])@[a-z0-9._-]+/giu;
const STRONG = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Samr}\p{sc=Mand}\p{sc=Adlm}\p{sc=Rohg}]/u;

/**
 * The direction of a text box. Browsers take the first letter of all that was typed (`auto`), also where it is in a name or
 * in code: then the direction is that of the first letter outside of them.
 */
export function textDirection(text: string): 'auto' | 'ltr' | 'rtl' {
  const first = STRONG.exec(text)?.[0];
  const decisive = STRONG.exec(text.replace(ISOLATED, ' '))?.[0];
  if (!first || !decisive || RIGHT_TO_LEFT.test(first) === RIGHT_TO_LEFT.test(decisive)) {
    return 'auto';
  }
  return RIGHT_TO_LEFT.test(decisive) ? 'rtl' : 'ltr';
}
