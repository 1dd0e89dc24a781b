import { BaseElement } from '../ui/base-element';
import { part } from '../lib/dom';

/**
 * The key in local storage. It applies to the browser, as the permission does, and does not reveal who has used it.
 */
const STORAGE_KEY = 'parley.notifications';

/**
 * Switches notifications of this browser on and off. The permission is requested only when the user switches them on.
 */
export class NotificationSwitchElement extends BaseElement {
  protected override connected(): void {
    this.hidden = !this.isSupported;
    this.listen(this.#switch, 'click', this.#toggle);
    this.listen(window, 'storage', this.#draw);
    this.#draw();
  }

  /** Browsers have notifications and locks only in secure contexts. */
  get isSupported(): boolean {
    return window.isSecureContext && 'Notification' in window && 'locks' in navigator;
  }

  get isOn(): boolean {
    return this.isSupported && Notification.permission === 'granted' && localStorage.getItem(STORAGE_KEY) === 'on';
  }

  /** The browser has the permission, but cannot show notifications. */
  showUnavailable(): void {
    localStorage.removeItem(STORAGE_KEY);
    this.#draw();
    this.#showNote(this.#note.dataset['impossible']);
  }

  readonly #toggle = async (): Promise<void> => {
    this.#showNote();
    if (this.isOn) {
      localStorage.removeItem(STORAGE_KEY);
    } else if ((await Notification.requestPermission()) === 'granted') {
      localStorage.setItem(STORAGE_KEY, 'on');
    } else {
      this.#showNote(this.#note.dataset['forbidden']);
    }
    this.#draw();
  };

  readonly #draw = (): void => {
    this.#switch.ariaChecked = String(this.isOn);
  };

  #showNote(note = ''): void {
    this.#note.textContent = note;
  }

  get #note(): HTMLElement {
    return part(this, 'note');
  }

  get #switch(): HTMLElement {
    return part(this, 'switch');
  }
}

customElements.define('notification-switch', NotificationSwitchElement);
