/**
 * The query language as a tree.
 *
 * A query is words and field tests joined by AND (or a blank), OR and NOT, with parentheses:
 *
 * - `mimikatz` — the text anywhere in any value, letter case ignored; `*` any run, `?` one character.
 * - `"C:\Program Files\"` — the same, taken literally; a quote inside is doubled (`""`). A backslash is
 *   always an ordinary character: paths are typed as they are.
 * - `Image:*\cmd.exe` — the whole value of a field, with wildcards; `Image:"C:\a*b"` literally.
 * - `EventID:(4624 OR 4625)` — several values of one field. `Image:*` — the field is there.
 * - `Port:>=1024`, `time:<2024-05-01` — as numbers (decimal or 0x), else as times. `Image:/cmd|pwsh/` — a
 *   regular expression on a linear-time engine.
 *
 * Field names ignore letter case. An alias (`host`) asks the record's own field of that name as well as the
 * one it stands for. `file` and `recovered` ask the case, and the record's field of that name as well;
 * `time` compared is the event's time; `time:2026-03-09` is every event whose time begins so.
 * A colon makes no field before `//` or another colon, and behind a single letter none before a slash:
 * `C:\Temp`, `https://x` and `privilege::debug` are words.
 */
export type Wildcard = { readonly kind: 'star' } | { readonly kind: 'one' };
export type PatternPart = { readonly kind: 'text'; readonly text: string } | Wildcard;
/** Parts in order; neighbouring texts are joined. */
export type Pattern = readonly PatternPart[];

export const COMPARISONS = ['>=', '<=', '>', '<'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type FieldTest =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'exists' };

export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | { readonly kind: 'field'; readonly field: string; readonly test: FieldTest };

/** What is wrong, and where in the text (UTF-16 positions). */
export interface QueryFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Names an examiner types for fields that are called otherwise; keys in lower case. */
const ALIASES: Readonly<Record<string, string>> = {
  id: 'EventID',
  event_id: 'EventID',
  host: 'Computer',
  hostname: 'Computer',
  provider: 'Provider_Name',
  source: 'Provider_Name',
  record: 'EventRecordID',
};

/** The fields a typed name means, in lower case: the one called so, and the one the name stands for. */
export function fieldsMeant(typed: string): readonly string[] {
  const key = typed.toLowerCase();
  const meant = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
  return meant === undefined ? [key] : [key, meant.toLowerCase()];
}
