/** Sizes of files, as people say them and as settings do. */

/** The same as `MessageView.Attachment` says for the first page. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) {
    return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  }
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
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
