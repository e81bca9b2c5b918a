/**
 * What an import changes of the rules there are (decision 0037). It stands behind all earlier ones, so that its version
 * of a rule runs. It is a newer version of those that share half of their rules with it, and it half of its own with
 * them: SigmaHQ's releases are of each other, a large one is not of an import of a few rules.
 */
import type { ImportEffect, ImportOrder } from '@shared/contract/jobs';
import { fitsTrial, type TriedFile } from '@shared/contract/tried-files';
import { ruleKey } from '@shared/model/rule-key';
import type { RuleDiff } from '@shared/model/rule-diff';
import { diffRules, type StandingRules, standingRules } from '@shared/sigma/rule-diff';
import { type ParsedDocument, parseSources } from '@shared/sigma/rule-source';
import { gatherRules, importedRules } from './gather-rules';

/** @throws CaseScopeError `rules-unreadable` */
export async function importEffect(order: ImportOrder): Promise<ImportEffect> {
  const first = parseSources(await gatherRules(order.first));
  const last = parseSources(await gatherRules(order.last));
  const earlier = order.earlier.map((one, at) => {
    const parsed = parseSources(importedRules(one));
    const isFresh = one.pack.hash === order.fresh.pack.hash;
    return { at, since: one.since, isFresh, parsed, standing: standingRules(parsed) };
  });
  const now = standingRules(parseSources(importedRules(order.fresh)));
  const others = earlier.filter(({ isFresh }) => !isFresh);
  const replaced = others.filter(({ standing }) => isVersion(standing, now));
  const kept = others.filter((one) => !replaced.includes(one));
  const gone = earlier.filter((one) => !kept.includes(one));
  const since = Math.min(order.fresh.since, ...gone.map((one) => one.since));
  const fresh = parseSources(importedRules({ ...order.fresh, since }));
  const packs = earlier.flatMap(({ parsed }) => parsed);
  const before = standingRules([...first, ...packs, ...last]);
  const keptRules = kept.flatMap(({ parsed }) => parsed);
  const after = standingRules([...first, ...keptRules, ...fresh, ...last]);
  const diff = diffRules(before, after);
  return {
    replaces: replaced.map(({ at }) => at),
    beside: kept
      .map((one) => ({
        ...{ at: one.at, of: one.standing.size },
        givesWay: givingWay(one.parsed, before, after),
      }))
      .filter(({ givesWay }) => givesWay > 0),
    ...{ diff, fresh: freshFiles(diff, after, fresh, packs) },
  };
}

/** Half of the rules of each stand in the other. */
function isVersion(earlier: StandingRules, fresh: StandingRules): boolean {
  const shared = [...earlier.keys()].filter((key) => fresh.has(key)).length;
  return shared > 0 && 2 * shared >= Math.max(earlier.size, fresh.size);
}

/** How many rules of an import run before and not after. */
function givingWay(
  parsed: readonly ParsedDocument[],
  before: StandingRules,
  after: StandingRules,
): number {
  const sources = new Set(parsed.map(({ source }) => source));
  const runsOf = (standing: StandingRules): number =>
    [...standing.values()].filter(({ source }) => sources.has(source)).length;
  return runsOf(before) - runsOf(after);
}

/**
 * Files of rules that are added or changed, or that cannot be read and were not there before; null where they are too many
 * to be tried.
 */
function freshFiles(
  { added, changed }: RuleDiff,
  after: StandingRules,
  fresh: readonly ParsedDocument[],
  earlier: readonly ParsedDocument[],
): TriedFile[] | null {
  const differing = new Set(
    [...added, ...changed].map(({ id, title }) => after.get(ruleKey(id, title))?.source),
  );
  const known = new Set(earlier.map(({ source }) => source.hash));
  const isUnread = ({ document, source }: ParsedDocument): boolean =>
    source.unread !== undefined || (document.kind === 'invalid' && !known.has(source.hash));
  const tried = fresh.filter((one) => differing.has(one.source) || isUnread(one));
  const files = [...new Set(tried.map(({ source }) => source))].map(
    ({ hash: _, since: __, ...file }): TriedFile => file,
  );
  return fitsTrial(files) ? files : null;
}
