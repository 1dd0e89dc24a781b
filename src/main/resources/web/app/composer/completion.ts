/** The word before the caret that can be completed: the beginning of a name or of an emoji. */
export interface CompletionQuery {
  readonly kind: 'person' | 'emoji';
  /** The index of its sign, `@` or `:`, in the text. */
  readonly start: number;
  /** The text after the sign. */
  readonly typed: string;
}

/** With fewer letters it is more often a smiley, or just a colon. */
const MIN_EMOJI_LETTERS = 2;
/** A name stands alone, or behind a letter of a script without spaces, as on the server. */
const PERSON =
  /(?:^|[^\p{L}\p{M}\p{N}/@.+-]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])@([a-z0-9._-]*)$/iu;
const EMOJI = /(?:^|[^\w:]):([\p{Letter}\p{Mark}\d_+-]*)$/u;
/** One Chinese character can be a whole word. */
const HAN = /\p{Script=Han}/u;

export function completionQueryAt(text: string, caret: number): CompletionQuery | null {
  const before = text.slice(0, caret);
  const person = PERSON.exec(before)?.[1];
  if (person !== undefined) {
    return { kind: 'person', start: caret - person.length - 1, typed: person };
  }
  const emoji = EMOJI.exec(before)?.[1];
  return emoji !== undefined && (emoji.length >= MIN_EMOJI_LETTERS || HAN.test(emoji))
    ? { kind: 'emoji', start: caret - emoji.length - 1, typed: emoji }
    : null;
}
