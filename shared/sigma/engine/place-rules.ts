/** Which rules look at a place, and which tests make one of them a candidate there. */
import type { Predicate } from '../predicate';
import type { FieldView } from '../field-view';
import type { CompiledBinding, CompiledRule, CompiledRules } from './compiled-rules';
import { isWindowsChannel } from '../log-source';
import type { EventPlace } from './event-places';
import { testsIn } from './predicate-table';

/** A rule where it looks. */
export interface PlacedRule {
  /** Number in the rule set, the order detections are told in. */
  readonly number: number;
  readonly rule: CompiledRule;
  readonly binding: CompiledBinding;
}

/** The rules of a place that see its events the same way. */
export interface PlaceRules {
  readonly view: FieldView;
  readonly rules: readonly PlacedRule[];
  /** Number of a test → rules (positions in `rules`) to look at where it is true. */
  readonly candidates: ReadonlyMap<number, readonly number[]>;
  /** Rules looked at for every event. */
  readonly always: readonly number[];
  /** Fields that any of the rules needs. */
  readonly neededFields: readonly string[];
  /** Fields whose tests make candidates. */
  readonly coverFields: readonly string[];
  /** Fields whose texts any of the rules tests. */
  readonly fields: readonly string[];
  /** Numbers of the tests that look for keywords anywhere in the event. */
  readonly keywords: ReadonlySet<number>;
}

/** Rules of every place, worked out when it is first met. */
export class RulePlaces {
  readonly #compiled: CompiledRules;
  readonly #byChannel = new Map<string, PlacedRule[]>();
  readonly #anyChannel: PlacedRule[] = [];
  readonly #known = new Map<string, readonly PlaceRules[]>();

  constructor(compiled: CompiledRules) {
    this.#compiled = compiled;
    compiled.rules.forEach((rule, number) => {
      for (const binding of rule.bindings) this.#file({ number, rule, binding });
    });
  }

  #file(placed: PlacedRule): void {
    if (placed.binding.channels === null) this.#anyChannel.push(placed);
    for (const channel of placed.binding.channels ?? []) {
      const others = this.#byChannel.get(channel);
      if (others === undefined) this.#byChannel.set(channel, [placed]);
      else others.push(placed);
    }
  }

  /** One entry for each view of the place's rules; none where no rule looks there. */
  at(place: EventPlace): readonly PlaceRules[] {
    const key = JSON.stringify([place.channel, place.eventIds, place.loggedIds]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const wide = isWindowsChannel(place.channel) ? this.#anyChannel : [];
    const here = [...(this.#byChannel.get(place.channel) ?? []), ...wide]
      .filter((placed) => looksAt(placed, place))
      .toSorted((a, b) => a.number - b.number);
    const views = [...new Set(here.map(({ binding }) => binding.view))];
    const found = views.map((view) =>
      placeRules(
        view,
        here.filter(({ binding }) => binding.view === view),
        this.#compiled.predicates,
      ),
    );
    this.#known.set(key, found);
    return found;
  }
}

function looksAt({ rule, binding }: PlacedRule, { eventIds, loggedIds }: EventPlace): boolean {
  const asked = binding.eventIds;
  if (asked !== null && !eventIds.some((id) => asked.includes(id))) return false;
  if (rule.eventIds === null || loggedIds.length === 0) return true;
  return rule.eventIds.some((id) => loggedIds.includes(id));
}

function placeRules(
  view: FieldView,
  rules: readonly PlacedRule[],
  predicates: readonly Predicate[],
): PlaceRules {
  const candidates = new Map<number, number[]>();
  const always: number[] = [];
  rules.forEach(({ rule }, at) => {
    if (rule.cover === null) always.push(at);
    for (const test of rule.cover ?? []) {
      const others = candidates.get(test);
      if (others === undefined) candidates.set(test, [at]);
      else others.push(at);
    }
  });
  const fields = new Set(rules.flatMap(({ rule }) => rule.fields));
  const fieldsOf = (tests: Iterable<number>): ReadonlySet<string | null> =>
    new Set([...tests].map((test) => predicates[test]?.field ?? null));
  const covers = fieldsOf(candidates.keys());
  return {
    view,
    rules,
    candidates,
    always,
    neededFields: [...new Set(rules.flatMap(({ rule }) => rule.needed.flat()))],
    coverFields: [...covers].filter((field) => field !== null),
    fields: [...fields].filter((field) => field !== null),
    keywords: new Set(
      rules
        .filter(({ rule }) => rule.fields.includes(null))
        .flatMap(({ rule }) => testsIn(rule.root))
        .filter((test) => predicates[test]?.field === null),
    ),
  };
}
