/** Rule trees over one event, straight from the definitions (sigma.md 1.3–1.5). */
import type { FieldMatch } from '@shared/model/detection';
import { networkHas, parseIp } from '@shared/model/ip-address';
import type { EventLookup } from './event-lookup';
import type { Comparison, Predicate, ReferenceMode, RuleNode } from './predicate';
import { timePartOf } from './time-part';

/** Two-valued: a test of an absent field is false, and `not` makes it true. */
export function evaluate(node: RuleNode, event: EventLookup): boolean {
  switch (node.op) {
    case 'and':
      return node.children.every((child) => evaluate(child, event));
    case 'or':
      return node.children.some((child) => evaluate(child, event));
    case 'not':
      return !evaluate(node.child, event);
    case 'test':
      return holds(node.predicate, event);
  }
}

function holds(predicate: Predicate, event: EventLookup): boolean {
  if (predicate.kind === 'exists') {
    return event.position(predicate.field) >= 0 === predicate.expected;
  }
  if (predicate.kind === 'null') {
    const position = event.position(predicate.field);
    return position < 0 || event.event.values[position] === null;
  }
  return anyTextHolds(predicate, event);
}

type TextPredicate = Exclude<Predicate, { kind: 'null' | 'exists' }>;

/** Plain loops and no allocation: this runs for every predicate of every rule of an event's bucket. */
function anyTextHolds(predicate: TextPredicate, event: EventLookup): boolean {
  if (predicate.field !== null) {
    const position = event.position(predicate.field);
    return position >= 0 && matchAt(predicate, event, position, 0) >= 0;
  }
  for (let position = 0; position < event.event.names.length; position++) {
    if (matchAt(predicate, event, position, 0) >= 0) return true;
  }
  return false;
}

/** Which of a field's texts, from one on, makes the predicate true; -1 where none does. */
function matchAt(
  predicate: TextPredicate,
  event: EventLookup,
  position: number,
  from: number,
): number {
  const folds = predicate.kind === 'glob' && !predicate.cased;
  const compared = folds ? event.folded(position) : event.texts(position);
  for (let at = from; at < compared.length; at++) {
    if (textHolds(predicate, compared[at] ?? '', event)) return at;
  }
  return -1;
}

/** Every text that makes the predicate true, with the name of its field in the event. */
function* matchingTexts(predicate: Predicate, event: EventLookup): Generator<FieldMatch> {
  if (predicate.kind === 'null' || predicate.kind === 'exists') return;
  const only = predicate.field === null ? null : event.position(predicate.field);
  for (let position = 0; position < event.event.names.length; position++) {
    if (only !== null && position !== only) continue;
    const texts = event.texts(position);
    for (let at = matchAt(predicate, event, position, 0); at >= 0;) {
      yield { field: event.event.names[position] ?? '', value: texts[at] ?? '' };
      at = matchAt(predicate, event, position, at + 1);
    }
  }
}

function textHolds(predicate: TextPredicate, text: string, event: EventLookup): boolean {
  switch (predicate.kind) {
    case 'glob':
      return predicate.test(text);
    case 'regex':
      return predicate.regex.test(text);
    case 'cidr': {
      const address = parseIp(text);
      return address !== null && networkHas(predicate.network, address);
    }
    case 'number': {
      const number = numberOf(text);
      return number !== null && compares(number, predicate.comparison, predicate.bound);
    }
    case 'timePart': {
      const part = timePartOf(text, predicate.part);
      return part !== null && compares(part, predicate.comparison, predicate.bound);
    }
    case 'reference':
      return referenceHolds(predicate, text, event);
  }
}

/** Decimal or `0x` text as a number; null for anything else. */
function numberOf(text: string): number | null {
  const trimmed = text.trim();
  const numeric =
    /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) || /^0x[\da-f]+$/i.test(trimmed);
  return numeric ? Number(trimmed) : null;
}

function compares(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case 'lt':
      return value < bound;
    case 'lte':
      return value <= bound;
    case 'gt':
      return value > bound;
    case 'gte':
      return value >= bound;
    case 'eq':
      return value === bound;
  }
}

function referenceHolds(
  predicate: Extract<Predicate, { kind: 'reference' }>,
  text: string,
  event: EventLookup,
): boolean {
  const position = event.position(predicate.other);
  if (position < 0) return false;
  const others = predicate.cased ? event.texts(position) : event.folded(position);
  const compared = predicate.cased ? text : text.toLowerCase();
  return others.some((other) => relates(compared, other, predicate.mode));
}

function relates(text: string, other: string, mode: ReferenceMode): boolean {
  switch (mode) {
    case 'equals':
      return text === other;
    case 'contains':
      return text.includes(other);
    case 'startswith':
      return text.startsWith(other);
    case 'endswith':
      return text.endsWith(other);
  }
}

/** The fields and values that made a true tree true; tests under `not` prove nothing and are left out. */
export function collectMatches(node: RuleNode, event: EventLookup): FieldMatch[] {
  const found = new Map<string, FieldMatch>();
  collect(node, event, found);
  return [...found.values()];
}

function collect(node: RuleNode, event: EventLookup, found: Map<string, FieldMatch>): void {
  if (node.op === 'not' || !evaluate(node, event)) return;
  if (node.op === 'test') {
    for (const match of matchingTexts(node.predicate, event)) {
      found.set(`${match.field}\0${match.value}`, match);
    }
    return;
  }
  for (const child of node.children) collect(child, event, found);
}
