/** File sizes, as text and as settings have them. */

import { inDigits, say } from './texts';

/** Formats a size as `FileSizes` does on the server. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024) {
    return say('bytes', inDigits(bytes));
  }
  const kilo = bytes / 1_024;
  return kilo < 1_000 ? say('kilobytes', inDigits(Math.round(kilo))) : say('megabytes', inDigits(kilo / 1_024));
}

/** The bytes of a size in a setting, such as `10M`; infinity if it cannot be parsed. */
export function bytesOf(setting: string): number {
  const said = /^(\d+)([KMG]?)$/i.exec(setting.trim());
  if (!said) {
    return Number.POSITIVE_INFINITY;
  }
  const power = ['', 'K', 'M', 'G'].indexOf((said[2] ?? '').toUpperCase());
  return Number(said[1]) * 1024 ** power;
}
