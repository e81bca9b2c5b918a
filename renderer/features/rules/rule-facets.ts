/** What rules can be narrowed by: a value of each facet, alternatives within one, all facets together. */
import type { RuleRow } from '@shared/contract/rule-row';
import type { RuleCount } from '@shared/contract/rule-views';
import { ruleKey } from '@shared/model/rule-key';
import { LEVELS } from '@shared/model/level';

/** Rule key → detections of the rule in this case; null while they are not known. */
export type RuleCounts = ReadonlyMap<string, RuleCount> | null;

/** Undefined where the rule found nothing, or nothing is known yet. */
export const countOf = (
  { id, title }: Pick<RuleRow, 'id' | 'title'>,
  counts: RuleCounts,
): RuleCount | undefined => counts?.get(ruleKey(id, title));

export interface Facet {
  readonly id: string;
  readonly title: string;
  readonly valuesOf: (row: RuleRow, counts: RuleCounts) => readonly string[];
  /** In this order where they are few and known; by their number otherwise. */
  readonly order?: readonly string[];
}

const FOUND = 'with detections';
const QUIET = 'without detections';

/** Tactics of ATT&CK as SIGMA tags them: `attack.credential-access`, in earlier rules with `_`. */
const TACTICS = [
  ...['reconnaissance', 'resource-development', 'initial-access', 'execution', 'persistence'],
  ...['privilege-escalation', 'defense-evasion', 'credential-access', 'discovery'],
  ...['lateral-movement', 'collection', 'command-and-control', 'exfiltration', 'impact', 'stealth'],
  'defense-impairment',
];

const attackTags = ({ tags }: RuleRow): string[] =>
  tags.flatMap((tag) => {
    const [namespace, name = ''] = tag.toLowerCase().split(/\.(.*)/s);
    return namespace === 'attack' ? [name.replaceAll('_', '-')] : [];
  });

const sourceOf = ({ product, category, service }: RuleRow): string =>
  [product, category, service].filter((part) => part !== null).join(' / ');

export const FACETS: readonly Facet[] = [
  {
    id: 'found',
    title: 'In this case',
    valuesOf: (row, counts) => {
      if (row.state !== 'loaded' || counts === null) return [];
      return [countOf(row, counts) === undefined ? QUIET : FOUND];
    },
    order: [FOUND, QUIET],
  },
  {
    id: 'level',
    title: 'Level',
    valuesOf: ({ level }) => (level === null ? [] : [level]),
    order: [...LEVELS].reverse(),
  },
  {
    id: 'status',
    title: 'Status',
    valuesOf: ({ status }) => (status === '' ? [] : [status]),
    order: ['stable', 'test', 'experimental', 'deprecated', 'unsupported'],
  },
  {
    id: 'tactic',
    title: 'ATT&CK tactic',
    valuesOf: (row) => attackTags(row).filter((name) => TACTICS.includes(name)),
    order: TACTICS,
  },
  {
    id: 'technique',
    title: 'ATT&CK technique',
    valuesOf: (row) =>
      attackTags(row)
        .filter((name) => /^t\d{4}(\.\d{3})?$/.test(name))
        .map((name) => name.toUpperCase()),
  },
  {
    id: 'product',
    title: 'Product',
    valuesOf: ({ product }) => (product === null ? [] : [product]),
  },
  {
    id: 'source',
    title: 'Log source',
    valuesOf: (row) => [sourceOf(row)].filter((source) => source !== ''),
  },
  {
    id: 'author',
    title: 'Author',
    valuesOf: ({ author }) =>
      author
        .split(/\s*,\s*/)
        .map((one) => one.replace(/\s*\([^)]*\)/g, ''))
        .filter((one) => one !== ''),
  },
];

/** Facet → chosen values; a facet without any lets every rule pass. */
export type Chosen = Readonly<Record<string, ReadonlySet<string>>>;

const passes = (facet: Facet, row: RuleRow, chosen: Chosen, counts: RuleCounts): boolean => {
  const wanted = chosen[facet.id];
  if (wanted === undefined || wanted.size === 0) return true;
  return facet.valuesOf(row, counts).some((value) => wanted.has(value));
};

export const passesAll = (row: RuleRow, chosen: Chosen, counts: RuleCounts): boolean =>
  FACETS.every((facet) => passes(facet, row, chosen, counts));

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** Values of a facet among the rules that pass all others, so that a choice shows what it would add. */
export function valuesOf(
  facet: Facet,
  rows: readonly RuleRow[],
  chosen: Chosen,
  counts: RuleCounts,
): FacetValue[] {
  const others = FACETS.filter((other) => other !== facet);
  const found = new Map<string, number>();
  for (const row of rows) {
    if (!others.every((other) => passes(other, row, chosen, counts))) continue;
    for (const value of facet.valuesOf(row, counts)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  for (const value of chosen[facet.id] ?? []) if (!found.has(value)) found.set(value, 0);
  const place = (value: string): number => {
    const at = facet.order?.indexOf(value) ?? -1;
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  };
  return [...found]
    .map(([value, count]) => ({ value, count }))
    .toSorted(
      (a, b) =>
        place(a.value) - place(b.value) || b.count - a.count || (a.value < b.value ? -1 : 1),
    );
}
