import { focusComposer } from './composer-focus';
import { isCharacterKey, isTextInput } from '../ui/shortcuts';

/** Characters that are shortcuts wherever no text is entered. */
const SHORTCUTS = ['/', '?'];

/**
 * Moves the focus to the composer when the user types while no text box has it, before the browser enters the
 * character. Ignores keys that have a meaning where they are pressed.
 */
export function catchStrayKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (isStray(event)) {
      focusComposer();
    }
  });
}

function isStray(event: KeyboardEvent): boolean {
  return (
    isCharacter(event) &&
    !event.defaultPrevented &&
    !isTextInput(event.target) &&
    !SHORTCUTS.some((sign) => isCharacterKey(event, sign)) &&
    !document.querySelector('dialog[open], side-bar[data-open]')
  );
}

/** A visible character; a space scrolls, or presses a button. The first key of an input method counts as one. */
function isCharacter({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  const withoutCommand = !metaKey && ctrlKey === altKey;
  return withoutCommand && !isComposing && (/^\P{White_Space}$/u.test(key) || key === 'Process');
}
