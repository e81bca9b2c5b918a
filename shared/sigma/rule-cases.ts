/**
 * Rule unit tests: a list of `{name, rule, event, match, mode}` in YAML (house.md, `rules test`). With
 * `events` in place of `event`, `match` says whether any of them matches, or lists an answer for each; with
 * `correlations`, the rule holds a correlation and each event a `time`. A case without `rule` tests the one the
 * list is run with.
 */
import { z } from 'zod';
import type { EventFields } from '@shared/model/event';
import type { HuntClock } from './engine/text-tests';
import { correlationFailure } from './correlation/correlation-case';
import { eventOf } from './rule-case-event';
import { parseDocuments } from './rule-document';
import { RuleError, RuleNotRun } from './rule-error';
import { compileRules, ruleAnywhere } from './rule-set';
import { readYaml, YamlNumber } from './rule-yaml';

/** How many. */
const COUNT = z.instanceof(YamlNumber).transform(({ value }) => value);
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

/**
 * A case that is none fails by itself.
 * @param rule text of the rule that cases without one test
 * @param clock ends expressions that take too long; their cases fail
 * @throws z.ZodError, YAMLException, RuleError where the text is no list
 */
export function runRuleCases(
  yaml: string,
  rule: string | null = null,
  clock?: HuntClock,
): RuleCasesResult {
  const cases = z.array(z.unknown()).parse(readYaml(yaml)[0] ?? []);
  const failures = cases.flatMap((given, index): RuleCaseFailure[] => {
    const read = CASE.safeParse(given);
    const reason = read.success
      ? refusalOr(() => failureOf(read.data, rule, clock))
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

type Answer = (event: EventFields) => boolean;

function failureOf(given: RuleCase, common: string | null, clock?: HuntClock): string | null {
  const { event, events, match, mode, correlations } = given;
  const rule = given.rule ?? common;
  if (rule === null) return 'rule is missing';
  if (parseDocuments(rule).some(({ kind }) => kind === 'correlation')) {
    const expected = correlations ?? (typeof match === 'boolean' ? match : undefined);
    if (expected === undefined) return 'say how many correlations, or match';
    return correlationFailure({ rule, events: events ?? [], mode, expected }, clock);
  }
  if ((event === undefined) === (events === undefined)) return 'give either event or events';
  if (match === undefined) return 'match is missing';
  const answer = mode === 'mapped' ? mappedAnswer(rule, clock) : plainAnswer(rule, clock);
  if (typeof answer === 'string') return answer;
  const answers = (events ?? [event ?? {}]).map((one) => answer(eventOf(one)));
  return unexpected(match, answers);
}

function unexpected(
  match: boolean | readonly boolean[],
  answers: readonly boolean[],
): string | null {
  const found = typeof match === 'boolean' ? answers.includes(true) : answers;
  const same = JSON.stringify(found) === JSON.stringify(match);
  return same ? null : `expected ${String(match)}, the rule answers ${String(found)}`;
}

/** @returns how the rule answers, or why it cannot */
function mappedAnswer(rule: string, clock?: HuntClock): Answer | string {
  const set = compileRules([{ path: 'case', text: rule, hash: '' }]);
  const faulty = set.outcomes.find(({ state }) => state !== 'loaded');
  if (faulty !== undefined) return faulty.reason;
  return set.rules.length === 0 ? 'no rule' : (event) => set.match(event, clock).length > 0;
}

function plainAnswer(rule: string, clock?: HuntClock): Answer | string {
  const [document] = parseDocuments(rule);
  if (document?.kind === 'invalid') return document.reason;
  if (document?.kind !== 'rule') return 'no rule';
  const set = ruleAnywhere(document);
  return (event) => set.match(event, clock).length > 0;
}
