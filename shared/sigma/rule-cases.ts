/** Rule unit tests: a list of `{name, rule, event, match, mode}` in YAML (house.md, `rules test`). */
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { EventFields, FieldValue } from '@shared/model/event';
import { EventLookup } from './event-lookup';
import { evaluate } from './evaluate';
import { viewOf } from './field-view';
import { parseDocuments } from './rule-document';
import { compileDetections, compileRules } from './rule-set';

const CASE = z.object({
  name: z.string(),
  rule: z.string(),
  event: z.record(z.string(), z.unknown()),
  match: z.boolean(),
  /** `mapped`: the log source decides where the rule looks; otherwise it is ignored. */
  mode: z.string().optional(),
});
const CASES = z.array(CASE);
type RuleCase = z.infer<typeof CASE>;

export interface RuleCaseFailure {
  readonly name: string;
  readonly reason: string;
}

export interface RuleCasesResult {
  readonly passed: number;
  readonly failures: readonly RuleCaseFailure[];
}

/** @throws z.ZodError, YAMLException where the text is no list of cases */
export function runRuleCases(yaml: string): RuleCasesResult {
  const cases = CASES.parse(load(yaml, { schema: CORE_SCHEMA }));
  const failures = cases.flatMap((one): RuleCaseFailure[] => {
    const reason = failureOf(one);
    return reason === null ? [] : [{ name: one.name, reason }];
  });
  return { passed: cases.length - failures.length, failures };
}

function failureOf(one: RuleCase): string | null {
  const event = eventOf(one.event);
  const answer =
    one.mode === 'mapped' ? mappedAnswer(one.rule, event) : plainAnswer(one.rule, event);
  if (typeof answer === 'string') return answer;
  return answer === one.match ? null : `expected ${one.match}, the rule answers ${answer}`;
}

function mappedAnswer(rule: string, event: EventFields): boolean | string {
  const set = compileRules([{ path: 'case', text: rule, hash: '' }]);
  const [outcome] = set.outcomes;
  if (outcome?.state !== 'loaded') return outcome?.reason ?? 'no rule';
  return set.match(event).length > 0;
}

function plainAnswer(rule: string, event: EventFields): boolean | string {
  const [document] = parseDocuments(rule);
  if (document?.kind === 'invalid') return document.reason;
  if (document?.kind !== 'rule') return 'no rule';
  try {
    const root = compileDetections(document.detections, document.conditions, {});
    return evaluate(root, new EventLookup(viewOf(event, 'plain')));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An event written as a map: lists are tuples, inner maps dotted paths. */
function eventOf(map: Readonly<Record<string, unknown>>): EventFields {
  const names: string[] = [];
  const values: FieldValue[] = [];
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
      return;
    }
    names.push(name);
    values.push(Array.isArray(value) ? value.map(scalar) : scalar(value));
  };
  for (const [name, value] of Object.entries(map)) add(name, value);
  return { names, values };
}

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
