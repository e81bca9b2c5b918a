/** Small stories and what a correlation makes of them. */
import {
  correlateOccurrences,
  type Occurred,
} from '@shared/sigma/correlation/correlate-occurrences';
import { type CorrelationHit, eventOccurrence } from '@shared/sigma/correlation/occurrence';
import { compileRules } from '@shared/sigma/rule-set';

export const BASE = ['a', 'b', 'c']
  .map(
    (name) => `title: rule ${name}
id: id-${name}
name: ${name}
logsource: { product: windows }
detection: { s: { F: ${name} }, condition: s }`,
  )
  .join('\n---\n');

export const correlation = (body: string, name = 'x'): string =>
  `title: correlation ${name}
id: id-${name}
name: ${name}
level: high
correlation:
  ${body.trim().replaceAll('\n', '\n  ')}`;

/** When it happened in seconds, which rule, and the event's fields. */
export type Story = readonly (readonly [
  seconds: number,
  rule: string,
  fields?: Record<string, string>,
])[];

const TICKS = 10_000_000n;

/** `from-to events {group}` of each hit of the last correlation. */
export const hits = (body: string, story: Story, ...before: readonly string[]): string[] =>
  foundHits(body, story, ...before).map(({ from, to, events, group }) =>
    `${from / TICKS}-${to / TICKS} ${events} ${Object.values(group).join(',')}`.trim(),
  );

export function foundHits(
  body: string,
  story: Story,
  ...before: readonly string[]
): readonly CorrelationHit[] {
  const texts = [BASE, ...before, correlation(body)];
  const set = compileRules([{ path: 'r.yml', text: texts.join('\n---\n'), hash: '' }]);
  const faulty = set.outcomes.find(({ state }) => state !== 'loaded');
  if (faulty !== undefined) throw new Error(faulty.reason);
  const numbers = new Map(set.rules.map((rule, number) => [rule.ruleTitle.slice(5), number]));
  let event = -1;
  const occurred = story.map(([seconds, rule, fields = {}]): Occurred => {
    const time = BigInt(seconds) * TICKS;
    // Another rule may meet the event before.
    if (fields['same'] === undefined) event++;
    const number = numbers.get(rule) ?? -1;
    const occurrence = eventOccurrence({ file: 1, event, time, rule }, fields);
    return { source: 'rule', number, occurrence };
  });
  return correlateOccurrences(set.correlations, occurred).at(-1) ?? [];
}

export const times = (rule: string, ...seconds: number[]): Story =>
  seconds.map((at) => [at, rule] as const);
