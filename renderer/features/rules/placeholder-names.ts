/** Names of placeholders that rules wait for, read off why they are not run. */
import type { RuleRow } from '@shared/contract/rule-row';

/** Among other reasons. */
const MISSING = /(?:^|; )placeholders? (?:%[\w-]+%(?:, )?)+ ha(?:s|ve) no list(?:;|$)/;
const NAME = /%([\w-]+)%/g;

/** The names with how many rules wait for each; those with a list but no rule waiting come with 0. */
export function placeholderNames(
  rows: readonly RuleRow[],
  lists: Readonly<Record<string, readonly string[]>>,
): { readonly name: string; readonly waiting: number }[] {
  const waiting = new Map(Object.keys(lists).map((name) => [name, 0]));
  for (const { kind, reason } of rows) {
    // A correlation repeats the reasons of its rules.
    if (kind === 'correlation') continue;
    const [missing = ''] = MISSING.exec(reason) ?? [];
    for (const [, name = ''] of missing.matchAll(NAME))
      waiting.set(name, (waiting.get(name) ?? 0) + 1);
  }
  return [...waiting]
    .map(([name, count]) => ({ name, waiting: count }))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** One text a line; blanks around it and empty lines do not count. */
export const textsOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
