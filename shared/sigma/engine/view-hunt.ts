/** Hunts over the events of one place after another, all seen in one view. */
import { FIRST_VALUE_CODE } from '@shared/model/columns';
import type { RuleMatch } from '@shared/model/detection';
import type { FieldView } from '../field-view';
import { Candidates } from './candidates';
import type { EventTruths } from './event-truths';
import { MatchFields } from './match-fields';
import type { PlaceRules } from './place-rules';
import { type IndexedNode, testsIn } from './predicate-table';
import { RareTests, textsAt } from './rare-tests';
import type { RuleMatcher } from './rule-matcher';
import type { Fields, Stretch } from './stretch';
import type { TextTests } from './text-tests';
import type { ValueTruths } from './value-truths';

export interface EventMatch {
  /** Number of the event in its stretch. */
  readonly event: number;
  readonly match: RuleMatch;
}

export interface FoundRule extends EventMatch {
  /** Number of the rule in its set. */
  readonly rule: number;
}

/** Events between two reports of progress. */
const STEP_EVENTS = 4_096;

export class ViewHunt {
  readonly #stretch: Stretch;
  readonly #fields: Fields;
  readonly #truths: EventTruths;
  readonly #rare: RareTests;
  readonly #proofs: MatchFields;
  readonly #candidates: Candidates;

  readonly #tests: TextTests;

  constructor(stretch: Stretch, view: FieldView, { compiled, tests, truths }: RuleMatcher) {
    const { predicates } = compiled;
    this.#stretch = stretch;
    this.#fields = stretch.view(view);
    this.#truths = truths;
    this.#tests = tests;
    this.#rare = new RareTests(stretch, view, predicates, tests);
    this.#proofs = new MatchFields(stretch, view, predicates, truths, this.#rare);
    this.#candidates = new Candidates(stretch.events.events);
  }

  /**
   * `step` is told how many of the events are done. Answers the fields that rules cannot do without and some of the
   * events have.
   */
  over(
    events: Uint32Array,
    rules: PlaceRules,
    found: FoundRule[],
    step: (done: number) => void,
  ): ReadonlySet<string> {
    const keywords = this.#stretch.keywords(rules.keywords);
    this.#candidates.begin(rules);
    const valued = new Set<string>();
    for (const field of rules.coverFields) {
      const truths = this.#fields(field);
      if (truths !== null && this.#candidates.addFrom(truths, events)) valued.add(field);
    }
    for (const field of rules.neededFields)
      if (!valued.has(field) && this.#hasValue(field, events)) valued.add(field);
    for (const truths of keywords) this.#candidates.addFrom(truths, events);
    let fields: readonly ValueTruths[] | undefined;
    for (let at = 0; at < events.length; at++) {
      const event = events[at] ?? 0;
      const some = this.#candidates.of(event);
      if (some.length > 0) {
        fields ??= [...this.#present(rules.fields), ...keywords];
        this.#evaluate(event, some, rules, fields, found);
      }
      if ((at + 1) % STEP_EVENTS === 0) step(at + 1);
    }
    return valued;
  }

  #hasValue(field: string, events: Uint32Array): boolean {
    const codes = this.#fields(field)?.column.codes;
    return codes !== undefined && events.some((event) => (codes[event] ?? 0) >= FIRST_VALUE_CODE);
  }

  /** The first text of each field. */
  #texts(fields: readonly string[], event: number): Readonly<Record<string, string | null>> {
    return Object.fromEntries(
      fields.map((field) => {
        const column = this.#fields(field)?.column;
        const texts = column === undefined ? [] : textsAt(column, column.codes[event] ?? 0);
        return [field, texts[0] ?? null];
      }),
    );
  }

  /** A rule one of whose tests was given up cannot be evaluated any more. */
  #isCutOff(root: IndexedNode): boolean {
    const { givenUp } = this.#tests;
    return givenUp.size > 0 && testsIn(root).some((test) => givenUp.has(test));
  }

  #present(fields: readonly string[]): ValueTruths[] {
    return fields.map(this.#fields).filter((truths) => truths !== null);
  }

  #evaluate(
    event: number,
    candidates: readonly number[],
    { rules }: PlaceRules,
    fields: readonly ValueTruths[],
    found: FoundRule[],
  ): void {
    const truths = this.#truths;
    truths.turnTo(event, fields, this.#rare);
    for (let at = 0; at < candidates.length; at++) {
      const placed = rules[candidates[at] ?? 0];
      if (placed === undefined) continue;
      const { rule, binding, number } = placed;
      if (binding.only !== null && !truths.evaluate(binding.only)) continue;
      if (!truths.evaluate(rule.root) || this.#isCutOff(rule.root)) continue;
      const matches = this.#proofs.of(rule.root, event);
      found.push({
        event,
        rule: number,
        match: {
          ...{ rule: rule.reference, source: binding.source, matches, silent: rule.silent },
          correlated: rule.correlated === null ? null : this.#texts(rule.correlated, event),
        },
      });
    }
  }
}
