/**
 * Rule unit tests: a list of `{name, rule, event, match, mode}` in YAML (house.md, `rules test`). With
 * `events` in place of `event`, `match` says whether any of them matches, or lists an answer for each; with
 * `correlations`, the rule holds a correlation and each event a `time`. `placeholders` gives the rule's lists. A case
 * without `rule` tests the one the list is run with.
 */
import { z } from 'zod';
import { PLACEHOLDERS, type Placeholders } from '@shared/model/placeholders';
import type { HuntClock } from './engine/text-tests';
import { correlationFailure } from './correlation/correlation-case';
import { caseEvent, type ReadExported } from './rule-case-event';
import { RuleError, RuleNotRun } from './rule-error';
import { compileAnywhere, compileRuleSet, RuleSet } from './rule-set';
import { readYaml, YamlNumber } from './rule-yaml';

/** How many. */
const COUNT = z.instanceof(YamlNumber).transform(({ value }) => value);
/** A number stands for the text it is written as. */
const TEXT = z.union([z.string(), z.instanceof(YamlNumber).transform(String)]);
const EVENT = z.record(z.string(), z.unknown());
const CASE = z.object({
  name: z.string(),
  rule: z.string().optional(),
  event: EVENT.optional(),
  events: z.array(EVENT).min(1).optional(),
  /** Left out only where `correlations` says what is expected. */
  match: z.union([z.boolean(), z.array(z.boolean())]).optional(),
  /** Hits of the correlation among the rule's documents: how many, or what of each. */
  correlations: z
    .union([
      COUNT,
      z.array(
        z.object({
          events: COUNT.optional(),
          group: z.record(z.string(), z.string()).optional(),
        }),
      ),
    ])
    .optional(),
  /** Lists for the rule's placeholders. */
  placeholders: z.record(z.string(), z.array(TEXT)).pipe(PLACEHOLDERS).optional(),
  /** `mapped`: the log source decides where the rule looks; otherwise it is ignored. */
  mode: z.string().optional(),
});
type RuleCase = z.infer<typeof CASE>;

export interface RuleCaseFailure {
  readonly name: string;
  readonly reason: string;
}

export interface RuleCasesResult {
  readonly passed: number;
  readonly failures: readonly RuleCaseFailure[];
}

/** What cases are run with. */
export interface RuleCaseSetting {
  /** Text of the rule that cases without one test. */
  readonly rule?: string | null;
  /** Lists of the case or command; those a case brings itself take their place by name. */
  readonly placeholders?: Placeholders;
  /** Reads events that are written as exporters write records. */
  readonly exported?: ReadExported;
  /** Ends expressions that take too long; their cases fail. */
  readonly clock?: HuntClock;
}

/**
 * A case that is none fails by itself.
 * @throws z.ZodError, YAMLException, RuleError where the text is no list
 */
export function runRuleCases(yaml: string, setting: RuleCaseSetting = {}): RuleCasesResult {
  const cases = z.array(z.unknown()).parse(readYaml(yaml)[0] ?? []);
  const failures = cases.flatMap((given, index): RuleCaseFailure[] => {
    const read = CASE.safeParse(given);
    const reason = read.success
      ? refusalOr(() => failureOf(read.data, setting))
      : shapeFault(read.error);
    return reason === null ? [] : [{ name: nameOf(given) ?? `case ${index + 1}`, reason }];
  });
  return { passed: cases.length - failures.length, failures };
}

const nameOf = (given: unknown): string | null =>
  z.object({ name: z.string() }).safeParse(given).data?.name ?? null;

const shapeFault = ({ issues }: z.ZodError): string =>
  `not a case: ${issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;

/** What is wrong with a rule is what is wrong with its case. */
function refusalOr(work: () => string | null): string | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleError || error instanceof RuleNotRun) return error.message;
    throw error;
  }
}

function failureOf(given: RuleCase, setting: RuleCaseSetting): string | null {
  const { event, events, match, correlations } = given;
  const set = compiled(given, setting);
  if (typeof set === 'string') return set;
  if (correlations !== undefined || set.correlations.length > 0) {
    const expected = correlations ?? (typeof match === 'boolean' ? match : undefined);
    if (expected === undefined) return 'say how many correlations, or match';
    return correlationFailure({ set, events: events ?? [], expected }, setting);
  }
  if ((event === undefined) === (events === undefined)) return 'give either event or events';
  if (match === undefined) return 'match is missing';
  const answers = (events ?? [event ?? {}]).map(
    (one) => set.match(caseEvent(one, setting.exported).fields, setting.clock).length > 0,
  );
  return unexpected(match, answers);
}

/** All documents of the case's rule: filters apply, and further rules answer too. @returns why it cannot answer */
function compiled(given: RuleCase, setting: RuleCaseSetting): RuleSet | string {
  const text = given.rule ?? setting.rule ?? null;
  if (text === null) return 'rule is missing';
  const sources = [{ path: 'case', text, hash: '' }];
  const placeholders = { ...setting.placeholders, ...given.placeholders };
  const compile = given.mode === 'mapped' ? compileRuleSet : compileAnywhere;
  const set = compile(sources, placeholders);
  const faulty = set.outcomes.find(({ state }) => state !== 'loaded');
  if (faulty !== undefined) return faulty.reason;
  return set.rules.length + set.correlations.length === 0 ? 'no rule' : new RuleSet(set);
}

function unexpected(
  match: boolean | readonly boolean[],
  answers: readonly boolean[],
): string | null {
  const found = typeof match === 'boolean' ? answers.includes(true) : answers;
  const same = JSON.stringify(found) === JSON.stringify(match);
  return same ? null : `expected ${String(match)}, the rule answers ${String(found)}`;
}
