/**
 * The rules of a set over a stretch of events (sigma.md 5.4): place by place, field by field, each distinct
 * value looked at once. A rule is evaluated for an event only where a test it cannot do without is true.
 */
import type { EventColumns } from '@shared/model/columns';
import type { FieldView } from '../field-view';
import type { TextTest } from '../text-test';
import type { CompiledRules } from './compiled-rules';
import { placedEvents } from './event-places';
import { EventTruths } from './event-truths';
import { FieldMatcher } from './field-matcher';
import { literalsOf } from './literals';
import { RulePlaces } from './place-rules';
import { Stretch } from './stretch';
import { type EventMatch, type FoundRule, ViewHunt } from './view-hunt';

export class RuleMatcher {
  readonly #compiled: CompiledRules;
  readonly #places: RulePlaces;
  readonly #truths: EventTruths;
  readonly #testsByField = new Map<string | null, number[]>();
  readonly #matchers = new Map<string | null, FieldMatcher>();
  readonly #tests: (TextTest | undefined)[] = [];

  constructor(compiled: CompiledRules) {
    this.#compiled = compiled;
    this.#places = new RulePlaces(compiled);
    const sought = new Uint8Array(compiled.predicates.length);
    compiled.predicates.forEach((predicate, number) => {
      if (literalsOf(predicate) === null) return;
      sought[number] = 1;
      const others = this.#testsByField.get(predicate.field);
      if (others === undefined) this.#testsByField.set(predicate.field, [number]);
      else others.push(number);
    });
    this.#truths = new EventTruths(sought);
  }

  #matcherOf(field: string | null): FieldMatcher {
    let matcher = this.#matchers.get(field);
    if (matcher === undefined) {
      matcher = new FieldMatcher(this.#testsByField.get(field) ?? [], this.#compiled.predicates);
      this.#matchers.set(field, matcher);
    }
    return matcher;
  }

  /**
   * Every rule that fires, by event and then in the order of the rules.
   * `step` is told how many events are done, now and then; it may throw to end the hunt.
   */
  match(events: EventColumns, step: (done: number) => void = () => undefined): EventMatch[] {
    const stretch = new Stretch(events, (field) => this.#matcherOf(field));
    const views = new Map<FieldView, ViewHunt>();
    const found: FoundRule[] = [];
    let done = 0;
    for (const { place, events: placed } of placedEvents(events)) {
      for (const rules of this.#places.at(place)) {
        let hunt = views.get(rules.view);
        if (hunt === undefined) {
          hunt = new ViewHunt(
            stretch,
            rules.view,
            this.#compiled.predicates,
            this.#tests,
            this.#truths,
          );
          views.set(rules.view, hunt);
        }
        hunt.over(placed, rules, found, (part) => step(done + part));
      }
      done += placed.length;
      step(done);
    }
    return found.toSorted((a, b) => a.event - b.event || a.rule - b.rule);
  }
}
