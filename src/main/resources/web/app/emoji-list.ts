/** The emoji that there are: the file that the service reads too. */

export interface EmojiEntry {
  readonly emoji: string;
  readonly name: string;
  /** Everything that it is found by, in small letters. */
  readonly words: readonly string[];
}

export interface EmojiGroup {
  readonly name: string;
  readonly entries: readonly EmojiEntry[];
}

let loading: Promise<readonly EmojiGroup[]> | null = null;

/** Fetched once, when somebody first wants one; a fetch that fails is tried again the next time. */
export function emojiGroups(): Promise<readonly EmojiGroup[]> {
  loading ??= fetch('/static/emoji.tsv')
    .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.statusText))))
    .then(parseEmoji)
    .catch((failure: unknown) => {
      loading = null;
      throw failure;
    });
  return loading;
}

/** A line for each, below the name of its group: emoji, names, words. */
export function parseEmoji(file: string): readonly EmojiGroup[] {
  const groups: { name: string; entries: EmojiEntry[] }[] = [];
  for (const line of file.split('\n').filter(Boolean)) {
    if (line.startsWith('# ')) {
      groups.push({ name: line.slice(2), entries: [] });
    } else {
      groups.at(-1)?.entries.push(entryOf(line));
    }
  }
  return groups;
}

/** Those whose name begins so come first, then those with a word that does, each in the order of the list. */
export function findEmoji(groups: readonly EmojiGroup[], typed: string, most: number): EmojiEntry[] {
  const query = typed.toLowerCase();
  const all = groups.flatMap(({ entries }) => entries);
  const named = all.filter(({ name }) => name.startsWith(query));
  const other = all.filter((entry) => !named.includes(entry) && entry.words.some((word) => word.startsWith(query)));
  return [...named, ...other].slice(0, most);
}

function entryOf(line: string): EmojiEntry {
  const [emoji = '', names = '', words = ''] = line.split('\t');
  const all = names.split(' ');
  return {
    emoji,
    name: all[0] ?? '',
    words: [...all, ...all.flatMap((name) => name.split('_')), ...words.split(/[ ,]+/)].filter(Boolean),
  };
}
