/**
 * The rules of a set over the events of one file, stretch by stretch: place by place, field by field, each
 * distinct value looked at once. A rule is evaluated for an event only where a test it cannot do without is
 * true.
 */
import type { EventColumns } from '@shared/model/columns';
import type { SlowRule } from '@shared/model/slow-rule';
import type { FieldView } from '../field-view';
import { type World, worldOf } from '../log-source';
import { placedEvents } from './event-places';
import type { PlaceRules } from './place-rules';
import { testsIn } from './predicate-table';
import type { RuleMatcher } from './rule-matcher';
import { Stretch } from './stretch';
import { type HuntClock, NO_CLOCK } from './text-tests';
import { type EventMatch, type FoundRule, ViewHunt } from './view-hunt';

/** The hunts over the events of a world, by view. */
class WorldHunt {
  readonly #stretch: Stretch;
  readonly #matcher: RuleMatcher;
  readonly #views = new Map<FieldView, ViewHunt>();

  constructor(events: EventColumns, world: World, matcher: RuleMatcher) {
    this.#stretch = new Stretch(events, matcher.matchersOf(world));
    this.#matcher = matcher;
  }

  of(view: FieldView): ViewHunt {
    let hunt = this.#views.get(view);
    if (hunt === undefined) {
      hunt = new ViewHunt(this.#stretch, view, this.#matcher);
      this.#views.set(view, hunt);
    }
    return hunt;
  }
}

/** Below this a rule is not called slow. */
const SLOW_MS = 1_000;

export class RuleHunt {
  readonly #matcher: RuleMatcher;
  /** Numbers of the rules that some event stood at the place of, with a field they cannot do without. */
  readonly #applied = new Set<number>();

  constructor(matcher: RuleMatcher, clock: HuntClock = NO_CLOCK) {
    this.#matcher = matcher;
    matcher.tests.begin(clock);
  }

  /** Rules that could be true of the events so far, by their log source and fields; none: no rule was applicable. */
  get applied(): number {
    return this.#applied.size;
  }

  /**
   * Every rule that fires, by event and then in the order of the rules.
   * `step` is told how many events are done, now and then; it may throw to end the hunt.
   */
  over(
    events: EventColumns,
    step: (done: number) => void = () => undefined,
  ): readonly EventMatch[] {
    const worlds = new Map<World, WorldHunt>();
    const found: FoundRule[] = [];
    let done = 0;
    this.#matcher.tests.tellSlow(() => step(done));
    for (const { place, events: placed } of placedEvents(events)) {
      const world = worldOf(place.channel);
      const hunts = worlds.get(world) ?? new WorldHunt(events, world, this.#matcher);
      worlds.set(world, hunts);
      for (const rules of this.#matcher.places.at(place)) {
        const hunt = hunts.of(rules.view);
        const valued = hunt.over(placed, rules, found, (part) => step(done + part));
        this.#apply(rules, valued);
      }
      done += placed.length;
      step(done);
    }
    return found.toSorted((a, b) => a.event - b.event || a.rule - b.rule);
  }

  #apply({ rules }: PlaceRules, valued: ReadonlySet<string>): void {
    for (const { number, rule } of rules)
      if (rule.needed.every((fields) => fields.some((field) => valued.has(field))))
        this.#applied.add(number);
  }

  /** The slowest first. */
  get slow(): readonly SlowRule[] {
    const { spentMs, givenUp } = this.#matcher.tests;
    const worst = [...spentMs].filter(([test, ms]) => ms >= SLOW_MS || givenUp.has(test));
    if (worst.length === 0) return [];
    const among = new Map(worst);
    return this.#matcher.compiled.rules
      .map(({ reference, root }): SlowRule => {
        const tests = testsIn(root).filter((test) => among.has(test));
        const milliseconds = tests.reduce((sum, test) => sum + (among.get(test) ?? 0), 0);
        const cutOff = tests.some((test) => givenUp.has(test));
        return { title: reference.ruleTitle, seconds: milliseconds / 1_000, cutOff };
      })
      .filter(({ seconds, cutOff }) => seconds > 0 || cutOff)
      .toSorted((a, b) => b.seconds - a.seconds);
  }
}
