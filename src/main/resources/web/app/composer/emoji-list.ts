/** The emoji: from the file that the server reads too, and their names in the language of the page. */

export interface EmojiEntry {
  readonly emoji: string;
  /** In the language of the page. */
  readonly name: string;
  /** The words that find it, in lower case. */
  readonly words: readonly string[];
}

export interface EmojiGroup {
  readonly name: string;
  readonly entries: readonly EmojiEntry[];
}

let loading: Promise<readonly EmojiGroup[]> | null = null;

/** Fetched once, on first use. A failed fetch is repeated on the next use. */
export function emojiGroups(): Promise<readonly EmojiGroup[]> {
  loading ??= load(document.documentElement.lang).catch((failure: unknown) => {
    loading = null;
    throw failure;
  });
  return loading;
}

/** The common short names such as `:tada:` are English, and work in every language. */
async function load(language: string): Promise<readonly EmojiGroup[]> {
  if (language === 'en') {
    return parseEmoji(await fetchText('emoji.tsv'));
  }
  const [emoji, names] = await Promise.all([fetchText('emoji.tsv'), fetchText(`emoji-${language}.tsv`)]);
  return withNames(parseEmoji(emoji), names);
}

async function fetchText(file: string): Promise<string> {
  const response = await fetch(`/static/${file}`);
  if (!response.ok) {
    throw new Error(response.statusText);
  }
  return response.text();
}

/** Adds the names of a language. The file has one line for each emoji: emoji, name, words. */
export function withNames(groups: readonly EmojiGroup[], file: string): readonly EmojiGroup[] {
  const lines = file.split('\n').map((line) => line.split('\t'));
  const known = new Map(
    lines.map(([emoji = '', name = '', words = '']) => [emoji, { name, words: splitWords(name, words) }]),
  );
  const translated = (entry: EmojiEntry): EmojiEntry => {
    const own = known.get(entry.emoji);
    return own ? { ...entry, name: own.name, words: [...own.words, ...entry.words] } : entry;
  };
  return groups.map((group) => ({ ...group, entries: group.entries.map(translated) }));
}

/** Parses a file with one line for each emoji, below the name of its group: emoji, names, words. */
export function parseEmoji(file: string): readonly EmojiGroup[] {
  const groups: { name: string; entries: EmojiEntry[] }[] = [];
  for (const line of file.split('\n').filter(Boolean)) {
    if (line.startsWith('# ')) {
      groups.push({ name: line.slice(2), entries: [] });
    } else {
      groups.at(-1)?.entries.push(parseEntry(line));
    }
  }
  return groups;
}

/**
 * Those whose name begins with the typed text come first, then those with such a word, each in the order of the list.
 */
export function findEmoji(groups: readonly EmojiGroup[], typed: string, most: number): EmojiEntry[] {
  const query = typed.toLowerCase();
  const all = groups.flatMap(({ entries }) => entries);
  const first = all.filter(({ name }) => name.toLowerCase().startsWith(query));
  const other = all.filter((entry) => !first.includes(entry) && entry.words.some((word) => word.startsWith(query)));
  return [...first, ...other].slice(0, most);
}

function parseEntry(line: string): EmojiEntry {
  const [emoji = '', names = '', words = ''] = line.split('\t');
  const all = names.split(' ');
  return {
    emoji,
    name: all[0] ?? '',
    words: [...all, ...all.flatMap((name) => name.split('_')), ...splitWords(words)].filter(Boolean),
  };
}

function splitWords(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.toLowerCase().split(/[ ,]+/)).filter(Boolean);
}
