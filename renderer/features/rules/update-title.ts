import type { RuleUpdate } from '@shared/contract/rule-views';

/** What an import is to the rules there are. */
export function updateTitle({ replaces, diff }: Pick<RuleUpdate, 'replaces' | 'diff'>): string {
  if (replaces.length > 0) return 'A newer version of imported rules';
  const through = new Set(diff.changed.map((rule) => rule.through));
  if (through.size === 0) return 'New rules';
  if (through.has(null)) return 'Other versions of imported rules';
  return through.size === 1 && through.has('filters')
    ? 'Filters of rules that are there'
    : 'Rules that change what others find';
}
