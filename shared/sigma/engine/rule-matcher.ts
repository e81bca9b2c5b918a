/**
 * A rule set made ready to hunt (sigma.md 5.4): matchers by field and rules by place, each worked out when it
 * is first needed and kept for all files. One hunt at a time.
 */
import type { World } from '../log-source';
import type { CompiledRules } from './compiled-rules';
import { EventTruths } from './event-truths';
import { literalsOf } from './literals';
import { RulePlaces } from './place-rules';
import { TextTests } from './text-tests';
import { type TestLiterals, WorldMatchers } from './world-matchers';

export class RuleMatcher {
  readonly compiled: CompiledRules;
  readonly places: RulePlaces;
  readonly tests: TextTests;
  readonly truths: EventTruths;
  readonly #literals: TestLiterals;
  readonly #worlds = new Map<World, WorldMatchers>();

  constructor(compiled: CompiledRules) {
    this.compiled = compiled;
    this.places = new RulePlaces(compiled);
    this.tests = new TextTests(compiled.predicates);
    this.#literals = compiled.predicates.map(literalsOf);
    this.truths = new EventTruths(
      Uint8Array.from(this.#literals, (literals) => (literals === null ? 0 : 1)),
    );
  }

  /** Knows the tests that literals announce, of rules of the world. */
  matchersOf(world: World): WorldMatchers {
    let matchers = this.#worlds.get(world);
    if (matchers === undefined) {
      matchers = new WorldMatchers(this.compiled, this.#literals, world, this.tests);
      this.#worlds.set(world, matchers);
    }
    return matchers;
  }
}
