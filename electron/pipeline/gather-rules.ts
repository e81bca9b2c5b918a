/** Rules from where they lie, in the order in which a later one takes the place of an earlier one of its id. */
import type { ImportedPack, RulePart } from '@shared/contract/jobs';
import { errorText } from '@shared/model/errors';
import type { RuleSource } from '@shared/sigma/rule-source';
import { readRulePack } from './packs';
import { readRuleSources } from './rule-sources';
import { type NamedRules, withUniquePaths } from './unique-paths';

/** @throws CaseScopeError `rules-unreadable` where a path cannot be read or holds no rule file */
export async function gatherRules(parts: readonly RulePart[]): Promise<RuleSource[]> {
  const found: NamedRules[] = [];
  for (const part of parts) found.push(await rulesOf(part));
  return withUniquePaths(found);
}

const rulesOf = async (part: RulePart): Promise<NamedRules> =>
  part.type === 'paths'
    ? { name: null, sources: await readRuleSources(part.paths) }
    : { name: part.name, sources: readableRules(part) };

/** @throws CaseScopeError `rules-unreadable` */
export const importedRules = ({ pack, since }: ImportedPack): readonly RuleSource[] =>
  readRulePack(pack).sources.map((source) => ({ ...source, since }));

/** A pack a virus scanner took away is told on stderr and in the rules view; the others are used. */
function readableRules(part: Extract<RulePart, { type: 'pack' }>): readonly RuleSource[] {
  try {
    return importedRules(part);
  } catch (error) {
    process.stderr.write(`${errorText(error)}\n`);
    return [];
  }
}
