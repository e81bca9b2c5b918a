/** Which version of a document counts is known when correlations are linked: one that cannot be is none. */
import type { CompiledCorrelation } from './correlation/compiled-correlation';
import { linkCorrelations, type Links } from './correlation/link-correlations';
import { loadedVersions, withoutReplaced } from './latest-versions';
import {
  type CompiledDocument,
  type LinkedDocuments,
  outcomesOf,
  type RuleOutcome,
  type RuleTree,
} from './rule-outcomes';
import type { RuleFilters } from './rule-filters';
import { namesOf } from './rule-references';
import { refusal } from './rule-refusal';

export interface LinkedSet {
  readonly trees: readonly RuleTree[];
  readonly outcomes: readonly RuleOutcome[];
  readonly correlations: readonly CompiledCorrelation[];
}

/** A version that cannot be linked leaves its place to the one before it, and all are linked again. */
export function linkLatest(tried: readonly CompiledDocument[], filters: RuleFilters): LinkedSet {
  for (let given = tried; ;) {
    const linked = linkOnce(withoutReplaced(given));
    const left = withoutUnlinked(given, linked);
    if (left !== null) {
      given = left;
      continue;
    }
    const { trees, order: correlations } = linked;
    return { trees, correlations, outcomes: outcomesOf(linked, filters) };
  }
}

/** Correlations are judged when all rules they may refer to are. */
function linkOnce(compiled: readonly CompiledDocument[]): LinkedDocuments {
  const trees = compiled.map(({ outcome }) => outcome).filter((one) => 'root' in one);
  const unlinked = compiled.map(({ outcome }) => outcome).filter((one) => 'body' in one);
  return { compiled, trees, ...linkCorrelations(unlinked, trees, lostIn(compiled)) };
}

function lostIn(compiled: readonly CompiledDocument[]): ReadonlyMap<string, string> {
  const lost = new Map<string, string>();
  for (const { document, outcome } of compiled)
    if ('reason' in outcome) for (const name of namesOf(document)) lost.set(name, outcome.reason);
  return lost;
}

/** One at a time: what listens to it may be linked then. @returns null where none has another version */
function withoutUnlinked(
  tried: readonly CompiledDocument[],
  { outcomes }: Links,
): CompiledDocument[] | null {
  const versions = loadedVersions(tried);
  const placeOf = new Map(tried.map(({ outcome }, at) => [outcome, at]));
  for (const [correlation, link] of outcomes) {
    const at = placeOf.get(correlation) ?? -1;
    const one = tried[at];
    if (one === undefined || !('error' in link) || versions(one) < 2) continue;
    return tried.with(at, { ...one, outcome: refusal(link.error) });
  }
  return null;
}
