/** What became of every rule of a pack, for the rules view. */
import type { RuleRow } from '@shared/contract/rule-row';
import type { PackReference } from '@shared/contract/order';
import { rulesOfPack } from './compiled-rules';
import { readRulePack } from './packs';

export const checkRules = (pack: PackReference): readonly RuleRow[] => rulesOfPack(pack).outcomes;

/** The texts of rule files of a pack; null where it holds none of that name. */
export function ruleTexts(pack: PackReference, files: readonly string[]): (string | null)[] {
  const texts = new Map(readRulePack(pack).sources.map(({ path, text }) => [path, text]));
  return files.map((file) => texts.get(file) ?? null);
}
