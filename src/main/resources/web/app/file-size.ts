/** Sizes of files, as people say them and as settings do. */

/** The same as `MessageView.Attachment` says for the first page. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024) {
    return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  }
  const kilo = bytes / 1_024;
  return kilo < 1_000 ? `${Math.round(kilo)} KB` : `${(kilo / 1_024).toFixed(1).replace('.0', '')} MB`;
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
