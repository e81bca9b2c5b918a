/** The matchers of the rules that look at a world, by field, each made when it is first needed. */
import { type World, worldOf } from '../log-source';
import type { CompiledRules } from './compiled-rules';
import { FieldMatcher } from './field-matcher';
import { Keywords } from './keywords';
import type { Literal } from './literals';
import { testsIn } from './predicate-table';
import type { TextTests } from './text-tests';

/** By number of a test, the texts that announce it; null where none do. */
export type TestLiterals = readonly (readonly Literal[] | null)[];

export class WorldMatchers {
  readonly #literals: TestLiterals;
  readonly #tests: TextTests;
  /** Numbers of the tests with literals. */
  readonly #soughtByField = new Map<string | null, number[]>();
  readonly #matchers = new Map<string | null, FieldMatcher>();
  #keywords: Keywords | undefined;

  constructor(compiled: CompiledRules, literals: TestLiterals, world: World, tests: TextTests) {
    this.#literals = literals;
    this.#tests = tests;
    for (const number of testsOf(compiled, world)) {
      const predicate = compiled.predicates[number];
      if (predicate === undefined || (literals[number] ?? null) === null) continue;
      const others = this.#soughtByField.get(predicate.field);
      if (others === undefined) this.#soughtByField.set(predicate.field, [number]);
      else others.push(number);
    }
  }

  /** Null stands for keywords. */
  of(field: string | null): FieldMatcher {
    let matcher = this.#matchers.get(field);
    if (matcher === undefined) {
      const sought = this.#soughtByField.get(field) ?? [];
      matcher = new FieldMatcher(sought, this.#literals, this.#tests);
      this.#matchers.set(field, matcher);
    }
    return matcher;
  }

  get keywords(): Keywords {
    const sought = this.#soughtByField.get(null) ?? [];
    return (this.#keywords ??= new Keywords(
      this.of(null),
      sought.flatMap((test) => this.#literals[test] ?? []),
    ));
  }
}

/** Numbers of the tests that rules of a world have, ascending. */
function testsOf({ rules }: CompiledRules, world: World): readonly number[] {
  const numbers = new Set<number>();
  for (const { root, bindings } of rules) {
    const here = bindings.filter(({ channels }) => worldsOf(channels).includes(world));
    if (here.length === 0) continue;
    for (const test of testsIn(root)) numbers.add(test);
    for (const { only } of here)
      for (const test of only === null ? [] : testsIn(only)) numbers.add(test);
  }
  return [...numbers].toSorted((a, b) => a - b);
}

const worldsOf = (channels: readonly string[] | null): readonly World[] =>
  channels === null ? ['windows'] : channels.map(worldOf);
