/** A correlation rule as it is written (sigma.md 1.7), checked for shape; what it refers to is looked up later. */
import { isLevel, type Level } from '@shared/model/level';
import { referenceKey } from '@shared/model/rule-key';
import { isEverMet, isEverPassed } from './count-test';
import { RuleError } from '../rule-error';
import { isMap, numberOf, text, texts, type YamlMap } from '../rule-yaml';

export const CORRELATION_TYPES = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;
export type CorrelationType = (typeof CORRELATION_TYPES)[number];

export const COUNT_OPERATORS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
export type CountOperator = (typeof COUNT_OPERATORS)[number];

/** `{gt: 100, lte: 200}`: all must hold. */
export interface CountTest {
  readonly operator: CountOperator;
  readonly bound: number;
}

export interface CorrelationBody {
  readonly type: CorrelationType;
  /** Ids or names as `referenceKey` has them, in order. */
  readonly rules: readonly string[];
  /** Field names or aliases. */
  readonly groupBy: readonly string[];
  readonly timespanSeconds: number;
  /** Empty for a temporal type whose condition is left out (all rules), or is a text. */
  readonly tests: readonly CountTest[];
  /** A condition over rule names, for temporal types. */
  readonly expression: string | null;
  /** What is counted or added up: one field, or a tuple of several for value_count. */
  readonly valueFields: readonly string[];
  /** 0–100, for value_percentile. */
  readonly percentile: number;
  /** Alias → rule id or name → field of that rule's events. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The rules referred to give detections of their own as well. */
  readonly generate: boolean;
}

export interface CorrelationFacts {
  readonly name: string | null;
  readonly status: string;
  readonly level: Level;
  readonly author: string;
  readonly tags: readonly string[];
  readonly body: CorrelationBody;
}

const TEMPORAL: ReadonlySet<CorrelationType> = new Set(['temporal', 'temporal_ordered']);
export const isTemporal = (type: CorrelationType): boolean => TEMPORAL.has(type);
const DEFAULT_PERCENTILE = 50;

/** @throws RuleError */
export function parseCorrelation(map: YamlMap): CorrelationFacts {
  const body = map['correlation'];
  if (!isMap(body)) throw new RuleError('correlation is not a map');
  const level = text(map['level']).toLowerCase();
  return {
    name: text(map['name']) || null,
    status: text(map['status']).toLowerCase(),
    level: isLevel(level) ? level : 'informational',
    author: text(map['author']),
    tags: texts(map['tags']),
    body: parseBody(body),
  };
}

function parseBody(body: YamlMap): CorrelationBody {
  const type = CORRELATION_TYPES.find((one) => one === body['type']);
  if (type === undefined)
    throw new RuleError(`correlation.type ${text(body['type'])} is not known`);
  const rules = texts(body['rules']).map(referenceKey);
  if (rules.length === 0) throw new RuleError('correlation.rules names no rule');
  const condition = conditionOf(body['condition'], type);
  const given = {
    ...{
      type,
      rules,
      groupBy: texts(body['group-by']),
      timespanSeconds: timespan(body['timespan']),
    },
    ...{ ...condition, aliases: aliasesOf(body['aliases']), generate: generates(body['generate']) },
  };
  checkValues(given);
  return given;
}

type Condition = Pick<CorrelationBody, 'tests' | 'expression' | 'valueFields' | 'percentile'>;

function conditionOf(condition: unknown, type: CorrelationType): Condition {
  const none = { tests: [], expression: null, valueFields: [], percentile: DEFAULT_PERCENTILE };
  if (condition === undefined || condition === null) {
    if (isTemporal(type)) return none;
    throw new RuleError('correlation.condition is missing');
  }
  if (typeof condition === 'string') {
    if (isTemporal(type)) return { ...none, expression: condition };
    throw new RuleError(`the condition of ${type} is a map of operators`);
  }
  if (!isMap(condition)) throw new RuleError('correlation.condition is neither a map nor a text');
  const { field, percentile: asked, ...operators } = condition;
  const percentile = asked === undefined ? DEFAULT_PERCENTILE : numberOf(asked);
  if (percentile === null || percentile < 0 || percentile > 100)
    throw new RuleError('correlation.condition.percentile is a number from 0 to 100');
  return { ...none, tests: testsOf(operators), valueFields: texts(field), percentile };
}

function testsOf(operators: YamlMap): CountTest[] {
  const tests = Object.entries(operators).map(([name, written]): CountTest => {
    const operator = COUNT_OPERATORS.find((one) => one === name);
    if (operator === undefined) throw new RuleError(`correlation.condition: ${name} is not known`);
    const bound = numberOf(written);
    if (bound === null) throw new RuleError(`correlation.condition.${name} is no number`);
    return { operator, bound };
  });
  if (tests.length === 0) throw new RuleError('correlation.condition has no operator');
  return tests;
}

function checkValues({ type, valueFields, tests }: CorrelationBody): void {
  const counted = ['event_count', 'value_count', 'temporal'].includes(type) && tests.length > 0;
  if (counted && !isEverMet(tests))
    throw new RuleError('its condition is never met: a window has an event, and what it counts');
  if (!isEverPassed(tests)) throw new RuleError('its condition is never met: no number passes it');
  const needsField = type.startsWith('value_');
  if (needsField && valueFields.length === 0)
    throw new RuleError(`${type} needs correlation.condition.field`);
  if (valueFields.length > 1 && type !== 'value_count')
    throw new RuleError(`${type} takes one field`);
  if (!needsField && valueFields.length > 0) throw new RuleError(`${type} takes no field`);
  if (type === 'temporal_ordered' && tests.some(({ operator }) => operator !== 'gte'))
    throw new RuleError('temporal_ordered takes gte alone: how many of the rules, from the first');
  if (
    type === 'temporal_ordered' &&
    tests.some(({ bound }) => !Number.isInteger(bound) || bound < 1)
  )
    throw new RuleError('temporal_ordered takes a whole number of rules, from 1');
}

function generates(written: unknown): boolean {
  if (written === undefined || written === null) return false;
  if (typeof written !== 'boolean') throw new RuleError('correlation.generate is true or false');
  return written;
}

/** Seconds of each unit; months and years as pySigma has them (sigma.md 1.7). */
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ...{ s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 },
  ...{ M: 2_629_746, y: 31_556_952 },
};

function timespan(value: unknown): number {
  const [, amount = '', unit = ''] = /^(\d{1,9})([smhdwMy])$/.exec(text(value)) ?? [];
  const seconds = UNIT_SECONDS[unit];
  if (seconds === undefined)
    throw new RuleError('correlation.timespan is a number and s, m, h, d, w, M or y');
  return Number(amount) * seconds;
}

function aliasesOf(value: unknown): CorrelationBody['aliases'] {
  if (value === undefined || value === null) return {};
  if (!isMap(value)) throw new RuleError('correlation.aliases is not a map');
  return Object.fromEntries(
    Object.entries(value).map(([alias, fields]) => {
      if (!isMap(fields)) throw new RuleError(`correlation.aliases.${alias} is not a map`);
      return [
        alias,
        Object.fromEntries(
          Object.entries(fields).map(([rule, field]) => [referenceKey(rule), text(field)]),
        ),
      ];
    }),
  );
}
