/** Characters of other keyboards for the keys of shortcuts. */
const SAME_SIGN: ReadonlyMap<string, string> = new Map([
  ['؟', '?'],
  ['？', '?'],
  ['／', '/'],
]);

/** Whether key presses on the target enter text. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** The character of a key; on a keyboard of another script, the Latin letter of that key. */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isForeign = /^\p{Letter}+$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return isForeign && code.startsWith('Key') ? code.slice('Key'.length).toLowerCase() : key;
}

/** Ctrl or Cmd with a letter, also while the user is typing; never while a dialog is open. */
export function isCommand(event: KeyboardEvent, letter: string, withShift = false): boolean {
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    event.shiftKey === withShift &&
    letterOf(event).toLowerCase() === letter &&
    !document.querySelector('dialog[open]')
  );
}

/** A single character, while the user is not typing and no dialog is open. */
export function isSign(event: KeyboardEvent, sign: string): boolean {
  return (
    (SAME_SIGN.get(event.key) ?? event.key) === sign &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !isWriting(event.target) &&
    !document.querySelector('dialog[open]')
  );
}
