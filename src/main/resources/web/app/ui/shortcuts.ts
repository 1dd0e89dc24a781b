/** Characters of other keyboards for the keys of shortcuts. */
const EQUIVALENT_KEYS: ReadonlyMap<string, string> = new Map([
  ['؟', '?'],
  ['？', '?'],
  ['／', '/'],
]);

/** Whether key presses on the target enter text. */
export function isTextInput(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** The character of a key; on a keyboard of another script, the Latin letter of that key. */
export function keyOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isForeign = /^\p{Letter}+$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return isForeign && code.startsWith('Key') ? code.slice('Key'.length).toLowerCase() : key;
}

/** Ctrl or Cmd with a letter, or with another character by whatever keys a keyboard has for it; also while the user is typing; never while a dialog is open. */
export function isCommandKey(event: KeyboardEvent, letter: string, withShift = false): boolean {
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    (event.shiftKey === withShift || !/^\p{Letter}$/u.test(letter)) &&
    keyOf(event).toLowerCase() === letter &&
    !document.querySelector('dialog[open]')
  );
}

/** A single character, while the user is not typing and no dialog is open. */
export function isCharacterKey(event: KeyboardEvent, sign: string): boolean {
  return (
    (EQUIVALENT_KEYS.get(event.key) ?? event.key) === sign &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !isTextInput(event.target) &&
    !document.querySelector('dialog[open]')
  );
}
