/** What the program remembers between starts: settings, recent cases, imported rules. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PACK_REFERENCE, type PackReference } from '@shared/contract/order';
import { SOURCE_MAPPING } from '@shared/contract/source-choice';
import { COLUMN_WIDTHS } from '@shared/model/column-widths';
import { EVENT_LAYOUT, FIRST_LAYOUT, SAVED_LAYOUT } from '@shared/model/event-layout';
import { LINE_LIMIT, LINE_LIMIT_MIB } from '@shared/model/line-limit';
import { SEARCH_MEMORY, SEARCH_MEMORY_MB } from '@shared/model/search-memory';
import type { SourceMapping } from '@shared/model/source-choice';
import { replaceFile } from './replace-file';

/** Imports without a number of their own get one by their order, in which they came. */
function numbered<Import extends { readonly since: number }>(imports: Import[]): Import[] {
  const numbers = new Set(imports.map(({ since }) => since));
  if (numbers.size === imports.length && !numbers.has(0)) return imports;
  const inOrder = imports.toSorted((a, b) => a.since - b.since);
  return imports.map((one) => ({ ...one, since: 1 + inOrder.indexOf(one) }));
}

/** Where packs of rules lie, in the user's folder. */
export const rulesFolder = (userFolder: string): string => path.join(userFolder, 'rules');

/**
 * A pack is kept by its name: a user's folder may be copied or moved. Builds before kept its whole path, which may be
 * that of the folder this one is a copy of.
 */
const nameOf = ({ path: kept }: PackReference): string => kept.split(/[\\/]/).at(-1) ?? '';

const REMEMBERED = z.object({
  workers: z.number().int().min(1).max(16).default(2),
  lineLimitMib: LINE_LIMIT.default(LINE_LIMIT_MIB.usual),
  searchMemoryMb: SEARCH_MEMORY.default(SEARCH_MEMORY_MB.usual),
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  timeZone: z.string().default('UTC'),
  eventLayout: EVENT_LAYOUT.default(FIRST_LAYOUT),
  savedLayouts: z.array(SAVED_LAYOUT).default([]),
  columnWidths: COLUMN_WIDTHS.default({}),
  nextRecent: z.number().int().default(1),
  recent: z.array(z.object({ id: z.number(), name: z.string(), folder: z.string() })).default([]),
  /** Rules imported for all cases: their pack, and what they came from. */
  importedRules: z
    .array(
      z.object({
        ...{ name: z.string(), files: z.number(), pack: PACK_REFERENCE },
        /** Of the first of the imports that replaced each other. Builds before this number wrote none. */
        since: z.number().default(0),
      }),
    )
    .transform(numbered)
    .default([]),
  /** Starter and imported rules as one pack, and what it was made from. */
  gatheredRules: z.object({ from: z.string(), pack: PACK_REFERENCE }).nullable().default(null),
  /** Field mappings of unknown NDJSON sources, for all cases. */
  mappings: z.array(SOURCE_MAPPING).default([]),
  /** Folder the last dialog was in. */
  lastFolder: z.string().nullable().default(null),
});
export type Remembered = z.infer<typeof REMEMBERED>;

/** With every pack of rules as `place` has it. */
function withPacks(kept: Remembered, place: (pack: PackReference) => string): Remembered {
  const placed = <Of extends { readonly pack: PackReference }>(one: Of): Of => ({
    ...one,
    pack: { ...one.pack, path: place(one.pack) },
  });
  const { importedRules, gatheredRules } = kept;
  return {
    ...{ ...kept, importedRules: importedRules.map(placed) },
    gatheredRules: gatheredRules === null ? null : placed(gatheredRules),
  };
}

const MOST_RECENT = 12;

export class Preferences {
  readonly #file: string;
  #remembered: Remembered;

  constructor(folder: string) {
    this.#file = path.join(folder, 'preferences.json');
    const read = REMEMBERED.parse(this.#read());
    this.#remembered = withPacks(read, (pack) => path.join(rulesFolder(folder), nameOf(pack)));
  }

  get #aside(): string {
    return `${this.#file}.unreadable`;
  }

  /** Unreadable preferences are put aside, never a reason not to start. */
  #read(): unknown {
    if (!fs.existsSync(this.#file)) return {};
    try {
      return REMEMBERED.parse(JSON.parse(fs.readFileSync(this.#file, 'utf8')));
    } catch {
      fs.renameSync(this.#file, this.#aside);
      return {};
    }
  }

  /** Now or before, preferences could not be read; they lie there still. */
  get wasPutAside(): boolean {
    return fs.existsSync(this.#aside);
  }

  get current(): Remembered {
    return this.#remembered;
  }

  /** What is not given, or undefined, stays as it is. */
  change(changed: { readonly [Key in keyof Remembered]?: Remembered[Key] | undefined }): void {
    const given = Object.entries(changed).filter(([, value]) => value !== undefined);
    this.#remembered = REMEMBERED.parse({ ...this.#remembered, ...Object.fromEntries(given) });
    replaceFile(this.#file, JSON.stringify(withPacks(this.#remembered, nameOf), null, 1));
  }

  /** Puts a case first among the recent ones. */
  remember(name: string, folder: string): void {
    const { recent, nextRecent } = this.#remembered;
    const others = recent.filter((one) => one.folder !== folder);
    const known = recent.find((one) => one.folder === folder);
    const id = known?.id ?? nextRecent;
    this.change({
      recent: [{ id, name, folder }, ...others].slice(0, MOST_RECENT),
      nextRecent: Math.max(nextRecent, id + 1),
    });
  }

  forget(id: number): void {
    this.change({ recent: this.#remembered.recent.filter((one) => one.id !== id) });
  }

  /** In the place of one of the same name. */
  saveMapping(mapping: SourceMapping): void {
    const others = this.#remembered.mappings.filter(({ name }) => name !== mapping.name);
    const mappings = [...others, mapping].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    this.change({ mappings });
  }

  forgetMapping(name: string): void {
    this.change({ mappings: this.#remembered.mappings.filter((one) => one.name !== name) });
  }
}
