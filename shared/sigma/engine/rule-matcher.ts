/**
 * A rule set made ready to hunt (sigma.md 5.4): matchers by field and rules by place, each worked out when it
 * is first needed and kept for all files. One hunt at a time.
 */
import type { CompiledRules } from './compiled-rules';
import { EventTruths } from './event-truths';
import { FieldMatcher } from './field-matcher';
import { literalsOf } from './literals';
import { RulePlaces } from './place-rules';
import { TextTests } from './text-tests';

export class RuleMatcher {
  readonly compiled: CompiledRules;
  readonly places: RulePlaces;
  readonly tests: TextTests;
  readonly truths: EventTruths;
  readonly #soughtByField = new Map<string | null, number[]>();
  readonly #matchers = new Map<string | null, FieldMatcher>();

  constructor(compiled: CompiledRules) {
    this.compiled = compiled;
    this.places = new RulePlaces(compiled);
    this.tests = new TextTests(compiled.predicates);
    const sought = new Uint8Array(compiled.predicates.length);
    compiled.predicates.forEach((predicate, number) => {
      if (literalsOf(predicate) === null) return;
      sought[number] = 1;
      const others = this.#soughtByField.get(predicate.field);
      if (others === undefined) this.#soughtByField.set(predicate.field, [number]);
      else others.push(number);
    });
    this.truths = new EventTruths(sought);
  }

  /** Knows the tests of a field that literals announce; null stands for keywords. */
  matcherOf(field: string | null): FieldMatcher {
    let matcher = this.#matchers.get(field);
    if (matcher === undefined) {
      const sought = this.#soughtByField.get(field) ?? [];
      matcher = new FieldMatcher(sought, this.compiled.predicates, this.tests);
      this.#matchers.set(field, matcher);
    }
    return matcher;
  }
}
