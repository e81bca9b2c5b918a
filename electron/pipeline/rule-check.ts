/** What became of every rule of a pack, for the rules view. */
import type { RuleRow } from '@shared/contract/views';
import type { PackReference } from '@shared/contract/order';
import { rulesOfPack } from './compiled-rules';
import { readRulePack } from './packs';

export const checkRules = (pack: PackReference): readonly RuleRow[] => rulesOfPack(pack).outcomes;

/** The text of a rule file of a pack; null where it holds none of that name. */
export const ruleText = (pack: PackReference, file: string): string | null =>
  readRulePack(pack).sources.find(({ path }) => path === file)?.text ?? null;
