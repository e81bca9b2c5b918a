/**
 * Which of the imported rules are run (domain.md, SIGMA defaults). Rules that come from elsewhere than SigmaHQ's
 * folders, the starter rules among them, always are.
 */
import { z } from 'zod';
import { type Level, LEVELS } from './level';

export const CORES = ['all', 'core', 'core+', 'core++'] as const;
export type Core = (typeof CORES)[number];

export const CHOSEN_SETS = z.object({
  core: z.enum(CORES),
  /** Beside the core; with `all` as well. */
  emergingThreats: z.boolean(),
  threatHunting: z.boolean(),
});
export type ChosenSets = z.infer<typeof CHOSEN_SETS>;

/** What of them is chosen anew; what is not named stays. */
export const SETS_CHANGE = CHOSEN_SETS.partial().strict();
export type SetsChange = z.infer<typeof SETS_CHANGE>;

export const changedSets = (
  sets: ChosenSets,
  {
    core = sets.core,
    emergingThreats = sets.emergingThreats,
    threatHunting = sets.threatHunting,
  }: SetsChange,
): ChosenSets => ({ core, emergingThreats, threatHunting });

/** An examiner who imports rules expects them to run; fewer are one choice away. */
export const EVERY_SET: ChosenSets = { core: 'all', emergingThreats: true, threatHunting: true };

export const runsEverything = ({ core, emergingThreats, threatHunting }: ChosenSets): boolean =>
  core === 'all' && emergingThreats && threatHunting;

export const CORE_WORDS: Readonly<Record<Core, string>> = {
  all: 'All rules',
  core: 'Core: stable and test, high and critical',
  'core+': 'Core+: also medium',
  'core++': 'Core++: also experimental',
};

/** What a rule belongs to, by the folder it lies in. */
export const RULE_SET_NAMES = [
  'core',
  'emergingThreats',
  'threatHunting',
  'own',
  'reference',
] as const;
export type RuleSetName = (typeof RULE_SET_NAMES)[number];

export const RULE_SET_WORDS: Readonly<Record<RuleSetName, string>> = {
  core: 'core rules',
  emergingThreats: 'emerging threats',
  threatHunting: 'threat hunting',
  reference: 'deprecated and unsupported rules, which are not run',
  own: 'rules outside of these sets, which always run',
};

/** Rules that are kept for reference only are not run (sigma.md 1.1, status). */
export const isForReference = (file: string): boolean =>
  /(^|\/)(deprecated|unsupported)\//.test(file);

/** SigmaHQ's parts by their folders. */
export function ruleSetOf(file: string): RuleSetName {
  if (isForReference(file)) return 'reference';
  if (/(^|\/)rules-emerging-threats\//.test(file)) return 'emergingThreats';
  if (/(^|\/)rules-threat-hunting\//.test(file)) return 'threatHunting';
  return /(^|\/)rules(-[\w-]+)?\//.test(file) ? 'core' : 'own';
}

interface Judged {
  readonly file: string;
  readonly level: Level;
  readonly status: string;
}

/** Why the rule is not among the chosen; null where it is, or where it is not run for another reason. */
export function leftOutBecause(
  { file, level, status }: Judged,
  { core, emergingThreats, threatHunting }: ChosenSets,
): string | null {
  switch (ruleSetOf(file)) {
    case 'own':
    case 'reference':
      return null;
    case 'emergingThreats':
      return emergingThreats ? null : 'emerging threats are not chosen';
    case 'threatHunting':
      return threatHunting ? null : 'threat hunting is not chosen';
    case 'core':
      return isInCore(level, status, core) ? null : `not in ${core}`;
  }
}

function isInCore(level: Level, status: string, core: Core): boolean {
  if (core === 'all') return true;
  const least: Level = core === 'core' ? 'high' : 'medium';
  const statuses = core === 'core++' ? ['stable', 'test', 'experimental'] : ['stable', 'test'];
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least) && statuses.includes(status);
}
