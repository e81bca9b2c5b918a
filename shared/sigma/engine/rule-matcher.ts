/**
 * A rule set made ready to hunt (sigma.md 5.4): matchers by field and rules by place, each worked out when it
 * is first needed and kept for all files. One hunt at a time.
 */
import type { CompiledRules } from './compiled-rules';
import { EventTruths } from './event-truths';
import { FieldMatcher } from './field-matcher';
import { type World, worldOf } from '../log-source';
import { literalsOf } from './literals';
import { testsIn } from './predicate-table';
import { RulePlaces } from './place-rules';
import { TextTests } from './text-tests';

export class RuleMatcher {
  readonly compiled: CompiledRules;
  readonly places: RulePlaces;
  readonly tests: TextTests;
  readonly truths: EventTruths;
  readonly #worlds = new Map<World, WorldMatchers>();

  constructor(compiled: CompiledRules) {
    this.compiled = compiled;
    this.places = new RulePlaces(compiled);
    this.tests = new TextTests(compiled.predicates);
    this.truths = new EventTruths(
      Uint8Array.from(compiled.predicates, (one) => (literalsOf(one) === null ? 0 : 1)),
    );
  }

  /** Knows the tests of a field that literals announce, of rules of the world; null stands for keywords. */
  matcherOf(field: string | null, world: World): FieldMatcher {
    let matchers = this.#worlds.get(world);
    if (matchers === undefined) {
      matchers = new WorldMatchers(this.compiled, world, this.tests);
      this.#worlds.set(world, matchers);
    }
    return matchers.of(field);
  }
}

/** The matchers of the rules that look at a world, by field. */
class WorldMatchers {
  readonly #compiled: CompiledRules;
  readonly #tests: TextTests;
  readonly #soughtByField = new Map<string | null, number[]>();
  readonly #matchers = new Map<string | null, FieldMatcher>();

  constructor(compiled: CompiledRules, world: World, tests: TextTests) {
    this.#compiled = compiled;
    this.#tests = tests;
    for (const number of testsOf(compiled, world)) {
      const predicate = compiled.predicates[number];
      if (predicate === undefined || literalsOf(predicate) === null) continue;
      const others = this.#soughtByField.get(predicate.field);
      if (others === undefined) this.#soughtByField.set(predicate.field, [number]);
      else others.push(number);
    }
  }

  of(field: string | null): FieldMatcher {
    let matcher = this.#matchers.get(field);
    if (matcher === undefined) {
      const sought = this.#soughtByField.get(field) ?? [];
      matcher = new FieldMatcher(sought, this.#compiled.predicates, this.#tests);
      this.#matchers.set(field, matcher);
    }
    return matcher;
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
