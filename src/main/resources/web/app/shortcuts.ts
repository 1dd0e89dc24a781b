/** Whether what is typed there becomes text. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Ctrl, or Cmd where there is one, with a letter, also while somebody is writing; never over a dialog. */
export function isCommand(event: KeyboardEvent, letter: string, withShift = false): boolean {
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    event.shiftKey === withShift &&
    event.key.toLowerCase() === letter &&
    !document.querySelector('dialog[open]')
  );
}

/** A sign by itself, where nobody is writing and no dialog is open. */
export function isSign(event: KeyboardEvent, sign: string): boolean {
  return (
    event.key === sign &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !isWriting(event.target) &&
    !document.querySelector('dialog[open]')
  );
}
