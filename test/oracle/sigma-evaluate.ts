/** Rule trees over one event, straight from the definitions (sigma.md 1.3–1.5). */
import type { FieldMatch } from '@shared/model/detection';
import { foldCase } from '@shared/model/fold-case';
import { networkHas, parseIp, parseNetwork } from '@shared/model/ip-address';
import type { Comparison, Predicate, ReferenceMode, RuleNode } from '@shared/sigma/predicate';
import type { Token } from '@shared/sigma/string-tokens';
import { timePartOf } from '@shared/sigma/time-part';
import type { EventLookup } from './event-lookup';

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
    const isThere = event.position(predicate.field) >= 0 || isObject(predicate.field, event);
    return isThere === predicate.expected;
  }
  if (predicate.kind === 'null') {
    const position = event.position(predicate.field);
    const isEmpty = position < 0 || event.event.values[position] === null;
    return isEmpty && !isObject(predicate.field, event);
  }
  return anyTextHolds(predicate, event);
}

/** A record's object `a` is flattened to fields `a.b`, letter case ignored. */
const isObject = (field: string, { event }: EventLookup): boolean =>
  event.names.some((name) => name.toLowerCase().startsWith(`${field.toLowerCase()}.`));

type TextPredicate = Exclude<Predicate, { kind: 'null' | 'exists' }>;

/** Plain loops and no allocation: this runs for every predicate of every rule of an event's bucket. */
function anyTextHolds(predicate: TextPredicate, event: EventLookup): boolean {
  if (predicate.field !== null) {
    const position = event.position(predicate.field);
    return position >= 0 && matchAt(predicate, event, position, 0) >= 0;
  }
  return event.logged.some((position) => matchAt(predicate, event, position, 0) >= 0);
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

/** What a field has, an empty text where it has nothing. */
function* standingIn(asked: string, event: EventLookup): Generator<FieldMatch> {
  const position = event.position(asked);
  const there = position < 0 ? [] : event.texts(position);
  const field = position < 0 ? asked : (event.event.names[position] ?? '');
  for (const value of there.length === 0 ? [''] : there) yield { field, value };
}

/** Every text that makes the predicate true, with the name of its field in the event. */
function* matchingTexts(predicate: Predicate, event: EventLookup): Generator<FieldMatch> {
  if (predicate.kind === 'null' || predicate.kind === 'exists') {
    yield* standingIn(predicate.field, event);
    return;
  }
  if (predicate.kind === 'reference') yield* standingIn(predicate.other, event);
  const positions = predicate.field === null ? event.logged : [event.position(predicate.field)];
  for (const position of positions) {
    const texts = event.texts(position);
    for (let at = matchAt(predicate, event, position, 0); at >= 0;) {
      yield { field: event.event.names[position] ?? '', value: texts[at] ?? '' };
      at = matchAt(predicate, event, position, at + 1);
    }
  }
}

const texts = new WeakMap<Predicate, RegExp>();

/** The pattern as a regular expression over the whole text; letter case ignored by folding both. */
function patternOf(predicate: Extract<Predicate, { kind: 'glob' | 'regex' }>): RegExp {
  let regex = texts.get(predicate);
  if (regex === undefined) {
    regex =
      predicate.kind === 'regex'
        ? new RegExp(predicate.source, predicate.flags)
        : new RegExp(
            `^${predicate.tokens.map((one) => spelled(one, predicate.cased)).join('')}$`,
            'u',
          );
    texts.set(predicate, regex);
  }
  return regex;
}

function spelled(token: Token, cased: boolean): string {
  switch (token.kind) {
    case 'star':
      return '[^]*';
    case 'one':
      return '[^]';
    case 'dash':
      return '[-/\u2013\u2014\u2015]';
    case 'text':
      return (cased ? token.text : foldCase(token.text)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
}

function textHolds(predicate: TextPredicate, text: string, event: EventLookup): boolean {
  switch (predicate.kind) {
    case 'glob':
    case 'regex':
      return patternOf(predicate).test(text);
    case 'cidr': {
      const address = parseIp(text);
      const network = parseNetwork(predicate.network);
      return address !== null && network !== null && networkHas(network, address);
    }
    case 'number': {
      const [number, bound] = [numberOf(text), numberOf(predicate.bound)];
      return number !== null && bound !== null && compares(number, predicate.comparison, bound);
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
function numberOf(text: string): number | bigint | null {
  const trimmed = text.trim();
  if (/^([+-]?\d+|0x[\da-f]+)$/i.test(trimmed)) return BigInt(trimmed);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}

function compares(value: number | bigint, comparison: Comparison, bound: number | bigint): boolean {
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
  const compared = predicate.cased ? text : foldCase(text);
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
  if (found.size === 0)
    for (const field of new Set(fieldsIn(node)))
      for (const match of standingIn(field, event)) add(match, found);
  return [...found.values()];
}

function fieldsIn(node: RuleNode): string[] {
  if (node.op === 'test') return node.predicate.field === null ? [] : [node.predicate.field];
  return node.op === 'not' ? fieldsIn(node.child) : node.children.flatMap(fieldsIn);
}

function referredIn(node: RuleNode): string[] {
  if (node.op === 'test') return node.predicate.kind === 'reference' ? [node.predicate.other] : [];
  return node.op === 'not' ? referredIn(node.child) : node.children.flatMap(referredIn);
}

const add = (match: FieldMatch, found: Map<string, FieldMatch>): void =>
  void found.set(`${match.field}\0${match.value}`, match);

function collect(node: RuleNode, event: EventLookup, found: Map<string, FieldMatch>): void {
  if (!evaluate(node, event)) return;
  if (node.op === 'not') {
    const shown = node.shows === null ? [] : [node.shows, ...referredIn(node.child)];
    for (const field of shown) for (const match of standingIn(field, event)) add(match, found);
    return;
  }
  if (node.op === 'test') {
    for (const match of matchingTexts(node.predicate, event)) add(match, found);
    return;
  }
  for (const child of node.children) collect(child, event, found);
}
