/** Sizes of files, as people say them and as settings do. */

import { inDigits, say } from './texts';

/** The same as `FileSizes` says for the first page. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024) {
    return say('bytes', inDigits(bytes));
  }
  const kilo = bytes / 1_024;
  return kilo < 1_000 ? say('kilobytes', inDigits(Math.round(kilo))) : say('megabytes', inDigits(kilo / 1_024));
}

/** A size as a setting has it, such as `10M`, in bytes; without a bound where it cannot be read. */
export function bytesOf(setting: string): number {
  const said = /^(\d+)([KMG]?)$/i.exec(setting.trim());
  if (!said) {
    return Number.POSITIVE_INFINITY;
  }
  const power = ['', 'K', 'M', 'G'].indexOf((said[2] ?? '').toUpperCase());
  return Number(said[1]) * 1024 ** power;
}
