/** What other keyboards write with the keys that have a meaning here. */
const SAME_SIGN: ReadonlyMap<string, string> = new Map([
  ['؟', '?'],
  ['？', '?'],
  ['／', '/'],
]);

/** Whether what is typed there becomes text. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** What a key writes; where it writes another script, the Latin letter that stands on it too. */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isForeign = /^\p{Letter}+$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return isForeign && code.startsWith('Key') ? code.slice('Key'.length).toLowerCase() : key;
}

/** Ctrl, or Cmd where there is one, with a letter, also while somebody is writing; never over a dialog. */
export function isCommand(event: KeyboardEvent, letter: string, withShift = false): boolean {
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    event.shiftKey === withShift &&
    letterOf(event).toLowerCase() === letter &&
    !document.querySelector('dialog[open]')
  );
}

/** A sign by itself, where nobody is writing and no dialog is open. */
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
