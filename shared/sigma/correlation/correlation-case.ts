/** A rule unit test of a correlation: events with their times, and the hits they should give. */
import type { HuntClock } from '../engine/text-tests';
import { caseEvent, type ReadExported } from '../rule-case-event';
import type { RuleSet } from '../rule-set';
import { correlateOccurrences, type Occurred } from './correlate-occurrences';
import { type CorrelationHit, eventOccurrence } from './occurrence';

interface CorrelationCase {
  readonly set: RuleSet;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** How many hits the last correlation gives, whether any, or what of each. */
  readonly expected:
    | boolean
    | number
    | readonly {
        readonly events?: number | undefined;
        readonly group?: Readonly<Record<string, string>> | undefined;
      }[];
}

interface CaseReading {
  readonly clock?: HuntClock;
  readonly exported?: ReadExported;
}

/** @returns what is wrong; null where nothing is */
export function correlationFailure(given: CorrelationCase, reading: CaseReading): string | null {
  const { set, events, expected } = given;
  if (set.correlations.length === 0) return 'there is no correlation';
  const found = hitsOf(set, events, reading);
  return typeof found === 'string' ? found : unexpected(found, expected);
}

function unexpected(
  found: readonly CorrelationHit[],
  expected: CorrelationCase['expected'],
): string | null {
  if (typeof expected === 'boolean')
    return found.length > 0 === expected
      ? null
      : `expected ${expected}, found ${found.length} hits`;
  const told = found.map(({ events, group }) => JSON.stringify({ events, group })).join(' ');
  if (typeof expected === 'number')
    return found.length === expected
      ? null
      : `expected ${expected} hits, found ${found.length}: ${told}`;
  const same =
    found.length === expected.length &&
    expected.every(({ events, group }, at) => {
      const hit = found[at];
      const groups = Object.entries(group ?? {});
      return (
        (events === undefined || events === hit?.events) &&
        groups.every(([name, value]) => hit?.group[name] === value)
      );
    });
  return same ? null : `expected ${JSON.stringify(expected)}, found ${told || 'nothing'}`;
}

/** Hits of the last correlation, the ones before it fed to it. */
function hitsOf(
  set: RuleSet,
  events: CorrelationCase['events'],
  { clock, exported }: CaseReading,
): readonly CorrelationHit[] | string {
  const occurred: Occurred[] = [];
  for (const [event, given] of events.entries()) {
    const { fields, time } = caseEvent(given, exported);
    if (time === null) return `event ${event + 1} has no time`;
    for (const { rule, correlated } of set.match(fields, clock)) {
      const contribution = { file: 0, event, time, rule: rule.ruleTitle };
      const number = set.rules.indexOf(rule);
      if (correlated === null) continue;
      const occurrence = eventOccurrence(contribution, correlated);
      occurred.push({ source: 'rule', number, occurrence });
    }
  }
  return correlateOccurrences(set.correlations, occurred).at(-1) ?? [];
}
