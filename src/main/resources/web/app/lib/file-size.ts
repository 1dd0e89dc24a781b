/** File sizes, as text and as settings have them. */

import { formatNumber, t } from './texts';

/** Formats a size as `FileSizes` does on the server. */
export function formatSize(bytes: number): string {
  if (bytes < 1_024) {
    return t('bytes', formatNumber(bytes));
  }
  const kilo = bytes / 1_024;
  return kilo < 1_000 ? t('kilobytes', formatNumber(Math.round(kilo))) : t('megabytes', formatNumber(kilo / 1_024));
}

/** The bytes of a size in a setting, such as `10M`; infinity if it cannot be parsed. */
export function parseSize(setting: string): number {
  const match = /^(\d+)([KMG]?)$/i.exec(setting.trim());
  if (!match) {
    return Number.POSITIVE_INFINITY;
  }
  const power = ['', 'K', 'M', 'G'].indexOf((match[2] ?? '').toUpperCase());
  return Number(match[1]) * 1024 ** power;
}
