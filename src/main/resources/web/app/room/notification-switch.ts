import { BaseElement } from '../ui/base-element';
import { part } from '../lib/dom';

/**
 * The key in local storage. It applies to the browser, as the permission does, and does not reveal who has used it.
 */
const KEY = 'parley.notifications';

/**
 * Switches notifications of this browser on and off. The permission is requested only when the user switches them on.
 */
export class NotifySwitchElement extends BaseElement {
  protected override connected(): void {
    this.hidden = !this.possible;
    this.listen(this.#switch, 'click', this.#turn);
    this.listen(window, 'storage', this.#draw);
    this.#draw();
  }

  /** Browsers have notifications and locks only in secure contexts. */
  get possible(): boolean {
    return window.isSecureContext && 'Notification' in window && 'locks' in navigator;
  }

  get on(): boolean {
    return this.possible && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on';
  }

  /** The browser has the permission, but cannot show notifications. */
  sayUnable(): void {
    localStorage.removeItem(KEY);
    this.#draw();
    this.#say(this.#note.dataset['impossible']);
  }

  readonly #turn = async (): Promise<void> => {
    this.#say();
    if (this.on) {
      localStorage.removeItem(KEY);
    } else if ((await Notification.requestPermission()) === 'granted') {
      localStorage.setItem(KEY, 'on');
    } else {
      this.#say(this.#note.dataset['forbidden']);
    }
    this.#draw();
  };

  readonly #draw = (): void => {
    this.#switch.ariaChecked = String(this.on);
  };

  #say(note = ''): void {
    this.#note.textContent = note;
  }

  get #note(): HTMLElement {
    return part(this, 'note');
  }

  get #switch(): HTMLElement {
    return part(this, 'switch');
  }
}

customElements.define('notify-switch', NotifySwitchElement);
