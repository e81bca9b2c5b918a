/**
 * What an import changes of the rules there are (decision 0037). It stands behind all earlier ones, so that its version
 * of a rule runs. It is a newer version of those that share half of their rules with it, and it half of its own with
 * them: SigmaHQ's releases are of each other, a large one is not of an import of a few rules.
 */
import type { ImportEffect, ImportOrder } from '@shared/contract/jobs';
import { diffRules, type StandingDiff, toldDiff } from '@shared/sigma/rule-diff';
import { type ParsedDocument, parseSources } from '@shared/sigma/rule-source';
import { type StandingRules, standingRules } from '@shared/sigma/standing-rules';
import { gatherRules, importedRules } from './gather-rules';
import { trialFiles } from './trial-files';

/** @throws CaseScopeError `rules-unreadable` */
export async function importEffect(order: ImportOrder): Promise<ImportEffect> {
  const first = parseSources(await gatherRules(order.first));
  const last = parseSources(await gatherRules(order.last));
  const earlier = order.earlier.map((one, at) => {
    const parsed = parseSources(importedRules(one));
    const isFresh = one.pack.hash === order.fresh.pack.hash;
    return { at, since: one.since, isFresh, parsed, standing: standingRules(parsed) };
  });
  const told = parseSources(importedRules(order.fresh));
  const now = standingRules(told);
  const others = earlier.filter(({ isFresh }) => !isFresh);
  const replaced = others.filter(({ standing }) => isVersion(standing, now));
  const kept = others.filter((one) => !replaced.includes(one));
  const gone = earlier.filter((one) => !kept.includes(one));
  const since = Math.min(order.fresh.since, ...gone.map((one) => one.since));
  const fresh = withSince(told, since);
  const packs = earlier.flatMap(({ parsed }) => parsed);
  const before = standingRules([...first, ...packs, ...last]);
  const keptRules = kept.flatMap(({ parsed }) => parsed);
  const afterwards = [...first, ...keptRules, ...fresh, ...last];
  const after = standingRules(afterwards);
  const diff = diffRules(before, after);
  return {
    replaces: replaced.map(({ at }) => at),
    beside: kept
      .map((one) => ({
        ...{ at: one.at, of: one.standing.size },
        givesWay: givingWay(one.parsed, before, after),
      }))
      .filter(({ givesWay }) => givesWay > 0),
    diff: toldDiff(diff),
    trial: trialFiles([...toBeTried(diff), ...unread(fresh, packs)], afterwards),
  };
}

/** Each file stays one source. */
function withSince(parsed: readonly ParsedDocument[], since: number): ParsedDocument[] {
  const sources = new Map(parsed.map(({ source }) => [source, { ...source, since }]));
  return parsed.map((one) => ({ ...one, source: sources.get(one.source) ?? one.source }));
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

const toBeTried = ({ added, changed }: StandingDiff): ParsedDocument[] =>
  [...added, ...changed].map(({ rule }) => rule);

/** What cannot be read and was not there before. */
function unread(
  fresh: readonly ParsedDocument[],
  earlier: readonly ParsedDocument[],
): ParsedDocument[] {
  const known = new Set(earlier.map(({ source }) => source.hash));
  return fresh.filter(
    ({ document, source }) =>
      source.unread !== undefined || (document.kind === 'invalid' && !known.has(source.hash)),
  );
}
