/** A larger number is not legible in a tab's icon, and is replaced by a dot. */
const MAX_BADGE_NUMBER = 99;
const BADGE_COLOR = '#a2321f';

/** The tab's icon with the number of unread messages, as tabs are often too narrow for their title. */
export class Favicon {
  readonly #link: HTMLLinkElement;
  readonly #plain: string;
  #icon: Promise<string> | undefined;
  #wanted = 0;

  constructor(link: HTMLLinkElement) {
    this.#link = link;
    this.#plain = link.href;
  }

  show(unread: number): void {
    if (unread === this.#wanted) {
      return;
    }
    this.#wanted = unread;
    if (unread === 0) {
      this.#link.href = this.#plain;
    } else {
      void this.#badge(unread);
    }
  }

  /** If the icon cannot be fetched it stays as it is, as the title has the number too. */
  async #badge(unread: number): Promise<void> {
    this.#icon ??= fetch(this.#plain).then((response) => (response.ok ? response.text() : ''));
    const icon = await this.#icon.catch(() => '');
    if (icon === '') {
      this.#icon = undefined;
    } else if (unread === this.#wanted) {
      this.#link.href = `data:image/svg+xml,${encodeURIComponent(badged(icon, unread))}`;
    }
  }
}

/** The icon, 32 units wide, with a number in its upper corner. */
export function badged(icon: string, unread: number): string {
  return icon.replace(/<\/svg>\s*$/, `${unread > MAX_BADGE_NUMBER ? dot() : numbered(String(unread))}</svg>`);
}

function numbered(digits: string): string {
  const width = digits.length === 1 ? 20 : 28;
  const middle = 32 - width / 2;
  return (
    `<rect x="${32 - width}" width="${width}" height="20" rx="10" fill="${BADGE_COLOR}"/>` +
    `<text x="${middle}" y="16" fill="#fff" font-family="sans-serif" font-size="18" font-weight="700" text-anchor="middle">${digits}</text>`
  );
}

function dot(): string {
  return `<circle cx="23" cy="9" r="9" fill="${BADGE_COLOR}"/>`;
}
