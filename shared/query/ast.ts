/**
 * The query language as a tree.
 *
 * A query is words and field tests joined by AND (or a blank), OR and NOT, with parentheses:
 *
 * - `mimikatz` — the text anywhere in any value, letter case ignored; `*` any run, `?` one character.
 * - `"C:\Program Files\"` — the same, taken literally; a quote inside is doubled (`""`). A backslash is
 *   always an ordinary character: paths are typed as they are.
 * - `Image:*\cmd.exe` — the whole value of a field, with wildcards; `Image:"C:\a*b"` literally.
 * - `EventID:(4624 OR 4625)`, `EventID:(4624, 4625)` — several values of one field. `Image:*` — it is there.
 * - `Port:>=1024`, `time:<2024-05-01` — as numbers (decimal or 0x), else as times. `Port:[1024 TO 2048]` —
 *   one value between them, both ends in it; with braces, `{1024 TO *}`, without that end. `Image:/cmd|pwsh/` —
 *   a regular expression on a linear-time engine.
 * - `ProcessId:0x1f4` — the number, decimal or hexadecimal; in quotation marks the text.
 * - `-Channel:Security`, `-"a phrase"`, `-(a OR b)` — as NOT. Before a word a dash is its own: `-enc`.
 *
 * Field names ignore letter case. A friendly name (`host`, `user`, `ip`: friendly-fields.ts) asks the
 * record's own field of that name as well as those it stands for. `file`, `recovered`, `level`, `rule`,
 * `indicator`, `tag`, `note` and `hidden` ask the case, and the record's field of that name as well, but for whether they are there at all; levels are compared by severity
 * (`level:>=high`), and `hidden:false` is `NOT hidden:true`. `time` compared is the event's time; `time:2026-03-09` is every event whose time begins
 * so; `time:last 7d` the days before the last event of the case.
 * A colon makes no field before `//` or one more colon, and behind a single letter none before a slash:
 * `C:\Temp`, `https://x` and `privilege::debug` are words, and so are `HKLM:\Software` and `fe80:0:0:0:1:2:3:4`.
 * Before two colons it does: `ip:::1`. Behind it everything is the value: `Key:HKLM:\Software`. A name in
 * quotation marks is always one (`"HKLM":x`), the empty one, too: `"":x`.
 */
export type Wildcard = { readonly kind: 'star' } | { readonly kind: 'one' };
export type PatternPart = { readonly kind: 'text'; readonly text: string } | Wildcard;
/** Parts in order; neighbouring texts are joined. */
export type Pattern = readonly PatternPart[];

export const COMPARISONS = ['>=', '<=', '>', '<'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Seconds, minutes, hours, days, weeks. */
export const SPAN_UNITS = ['s', 'm', 'h', 'd', 'w'] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];

export interface RangeEnd {
  readonly comparison: Comparison;
  readonly value: string;
}

export type FieldTest =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | ({ readonly kind: 'compare' } & RangeEnd)
  /** From one to the other: of several values of an event, one is between them. */
  | { readonly kind: 'range'; readonly ends: readonly [from: RangeEnd, to: RangeEnd] }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'exists' }
  /** A number, however it is written; asked in hexadecimal (`0x1f4`). */
  | { readonly kind: 'number'; readonly text: string }
  /** Of time alone. */
  | { readonly kind: 'last'; readonly amount: number; readonly unit: SpanUnit };

/** What a value must be, all of it at once. */
export const endsOf = (
  test: Extract<FieldTest, { kind: 'compare' | 'range' }>,
): readonly RangeEnd[] => (test.kind === 'range' ? test.ends : [test]);

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
