/** A parsed query as a question of the cluster that finds what the embedded store finds. */
import { foldCase } from '@shared/model/fold-case';
import type { FieldTest, Pattern, Query } from '@shared/query/ast';
import { fieldsMeant, recordFieldsMeant } from '@shared/query/friendly-fields';
import { insideMatcher, wholeMatcher } from '@shared/query/pattern';
import { isTimeTest } from '../../search/time-places';
import { fieldTexts, fieldTextTest, isLiteralTest } from '../../search/field-test';
import { QueryError } from '../../search/query-error';
import { foldedNameKey, termOf } from '../field-terms';
import type { AskedCase } from './asked-case';
import { allOf, anyOf, type Clause, clausesIn, EVERYTHING, noneOf, termsIn } from './clause';
import { passingValues } from './listed-values';
import { timeClause } from './time-clauses';
import { toldClause } from './told-clauses';
import {
  anywhere,
  byRuns,
  byTerms,
  isPlain,
  isTold,
  type PatternAsked,
  plainer,
} from './wildcards';

/** A node takes 1,024 unless it is told otherwise; some are for what stands around the query. */
const MOST_CLAUSES = 1_000;
/** Runs of a pattern are counted roughly. */
const MOST_COUNTED = 900;

/** @throws QueryError where it has more parts than a cluster takes */
export function compileQuery(query: Query, asked: AskedCase): Clause {
  const byRunsFirst = new Compiler(asked, false).clause(query);
  if (clausesIn(byRunsFirst) <= MOST_COUNTED) return byRunsFirst;
  const sparing = new Compiler(asked, true).clause(query);
  const count = clausesIn(sparing);
  if (count <= MOST_CLAUSES) return sparing;
  const message = `A cluster takes ${MOST_CLAUSES} parts in one query; this one has ${count}.`;
  throw new QueryError({ message, start: 0, end: 0 });
}

class Compiler {
  readonly #asked: AskedCase;
  /** Patterns are asked of the distinct values: one clause each. */
  readonly #isSparing: boolean;

  constructor(asked: AskedCase, isSparing: boolean) {
    this.#asked = asked;
    this.#isSparing = isSparing;
  }

  clause(query: Query): Clause {
    switch (query.kind) {
      case 'all':
        return EVERYTHING;
      case 'and':
        return allOf(query.parts.map((part) => this.clause(part)));
      case 'or':
        return anyOf(merged(query.parts.map((part) => this.clause(part))));
      case 'not':
        return noneOf([this.clause(query.part)]);
      case 'text':
        return this.#pattern({ name: null, pattern: anywhere(query.pattern) }, () =>
          this.#listed([foldedTexts(query.pattern)], null, insideMatcher(query.pattern)),
        );
      case 'field':
        return this.#field(query.field, query.test);
    }
  }

  #field(typed: string, test: FieldTest): Clause {
    const names = fieldsMeant(typed);
    // The event's own time is all that is asked then (evaluate-segment.ts).
    if (names.includes('time') && isTimeTest(test)) return timeClause(test, this.#asked.caseEnd);
    const told = names.map((name) => toldClause(name, test, this.#asked));
    return anyOf(merged([...told, this.#stored(typed, recordFieldsMeant(typed, test), test)]));
  }

  /** What the events themselves have under the names. */
  #stored(typed: string, names: readonly string[], test: FieldTest): Clause {
    const keys = names.flatMap((name) => this.#asked.keysCalled(name));
    if (test.kind === 'exists') return termsIn('names', keys);
    if (test.kind === 'last' || keys.length === 0) return anyOf([]);
    if (isLiteralTest(typed, test) && test.kind === 'pattern')
      return anyOf(merged(names.map((name) => this.#whole(name, test.pattern))));
    return this.#listed([fieldTexts(typed, test)], keys, fieldTextTest(typed, test));
  }

  #whole(name: string, pattern: Pattern): Clause {
    const keys = this.#asked.keysCalled(name);
    if (keys.length === 0) return anyOf([]);
    const literal = literalOf(pattern);
    if (literal !== null) return termsIn('terms', [termOf(foldedNameKey(name), literal)]);
    return this.#pattern({ name, pattern }, () =>
      this.#listed([foldedTexts(pattern)], keys, wholeMatcher(pattern)),
    );
  }

  #pattern(asked: PatternAsked, otherwise: () => Clause): Clause {
    const { hasLong } = this.#asked;
    if (!isPlain(asked.pattern)) return otherwise();
    if (isTold(asked.name, asked.pattern) && !this.#isSparing) return byRuns(asked, hasLong);
    // Values that have no term of their own stand in no dictionary.
    return hasLong ? otherwise() : byTerms(asked);
  }

  /** @param texts that a passing value holds, of each alternative */
  #listed(
    texts: readonly (readonly string[])[],
    keys: readonly string[] | null,
    passes: (text: string) => boolean,
  ): Clause {
    const { index, published, hasLong } = this.#asked;
    const anyText = { name: null, pattern: plainer(texts.flat()) };
    return passingValues(index, [published, byRuns(anyText, hasLong)], keys, passes);
  }
}

const foldedTexts = (pattern: Pattern): string[] =>
  pattern.flatMap((part) => (part.kind === 'text' ? [foldCase(part.text)] : []));

/** Folded; null for a pattern with wildcards. */
function literalOf(pattern: Pattern): string | null {
  const [part, ...others] = pattern;
  if (part === undefined) return '';
  return part.kind === 'text' && others.length === 0 ? foldCase(part.text) : null;
}

/** Alternatives that ask the same column for whole texts are one clause. */
function merged(parts: readonly Clause[]): Clause[] {
  const texts = new Map<string, Set<string | number>>();
  const others: Clause[] = [];
  for (const part of parts) {
    const [field, asked] = soleTerms(part);
    if (field === null) others.push(part);
    else texts.set(field, new Set([...(texts.get(field) ?? []), ...asked]));
  }
  return [...others, ...[...texts].map(([field, asked]) => termsIn(field, [...asked]))];
}

function soleTerms(part: Clause): [field: string | null, asked: readonly string[]] {
  const [[kind, terms] = [], ...rest] = Object.entries(part);
  if (kind !== 'terms' || rest.length > 0) return [null, []];
  const [field, asked] = Object.entries(terms as Record<string, readonly string[]>)[0] ?? [];
  return field === undefined || asked === undefined ? [null, []] : [field, asked];
}
