/**
 * The fields and values that made a true rule true. Tests under a `not` of a condition prove nothing and are left out;
 * what differs from what was asked (`neq`) is shown.
 */
import { CODE_ABSENT } from '@shared/model/columns';
import type { FieldMatch } from '@shared/model/detection';
import type { Predicate } from '../predicate';
import type { EventTruths } from './event-truths';
import { type IndexedNode, testsIn } from './predicate-table';
import { type RareTests, textsAt } from './rare-tests';
import type { Stretch } from './stretch';
import type { FieldColumn } from './field-columns';
import type { PlaceRules } from './place-rules';

/** Reads the proof of a rule off an event the truths are turned to. */
export class MatchFields {
  readonly #stretch: Stretch;
  readonly #view: PlaceRules['view'];
  readonly #predicates: readonly Predicate[];
  readonly #truths: EventTruths;
  readonly #rare: RareTests;

  constructor(
    stretch: Stretch,
    view: PlaceRules['view'],
    predicates: readonly Predicate[],
    truths: EventTruths,
    rare: RareTests,
  ) {
    this.#stretch = stretch;
    this.#view = view;
    this.#predicates = predicates;
    this.#truths = truths;
    this.#rare = rare;
  }

  of(root: IndexedNode, event: number): FieldMatch[] {
    const found = new Map<string, FieldMatch>();
    this.#collect(root, event, found);
    if (found.size === 0) for (const field of this.#fieldsOf(root)) this.#show(field, event, found);
    return [...found.values()];
  }

  /** What a rule that is true of nothing but `not` looked at. */
  #fieldsOf(root: IndexedNode): ReadonlySet<string> {
    const fields = testsIn(root).map((test) => this.#predicates[test]?.field ?? null);
    return new Set(fields.filter((field) => field !== null));
  }

  #referredIn(node: IndexedNode): string[] {
    const predicates = testsIn(node).map((test) => this.#predicates[test]);
    return predicates.flatMap((one) => (one?.kind === 'reference' ? [one.other] : []));
  }

  #collect(node: IndexedNode, event: number, found: Map<string, FieldMatch>): void {
    if (typeof node === 'number') {
      if (this.#truths.holds(node)) this.#prove(node, event, found);
    } else if (node.op === 'not') {
      if (node.shows !== null && this.#truths.evaluate(node))
        for (const field of [node.shows, ...this.#referredIn(node)])
          this.#show(field, event, found);
    } else if (this.#truths.evaluate(node)) {
      for (const child of node.children) this.#collect(child, event, found);
    }
  }

  #prove(test: number, event: number, found: Map<string, FieldMatch>): void {
    const predicate = this.#predicates[test];
    if (predicate === undefined) return;
    if (predicate.kind === 'null' || predicate.kind === 'exists')
      return this.#show(predicate.field, event, found);
    if (predicate.kind === 'reference') this.#show(predicate.other, event, found);
    for (const column of this.#columnsOf(test, predicate.field)) {
      const texts = textsAt(column, column.codes[event] ?? 0);
      const field = column.nameAt(event);
      for (const value of texts) {
        // The only text of the only field is what the test was true of.
        const proves =
          (texts.length === 1 && predicate.field !== null) || this.#holds(test, value, event);
        if (proves) found.set(`${field}\0${value}`, { field, value });
      }
    }
  }

  /** Presence is proven by whatever stands there, absence by an empty value. */
  #show(asked: string, event: number, found: Map<string, FieldMatch>): void {
    const column = this.#stretch.view(this.#view)(asked)?.column;
    const code = column?.codes[event] ?? CODE_ABSENT;
    const isThere = column !== undefined && code !== CODE_ABSENT;
    const field = isThere ? column.nameAt(event) : asked;
    const texts = isThere ? textsAt(column, code) : [];
    for (const value of texts.length === 0 ? [''] : texts)
      found.set(`${field}\0${value}`, { field, value });
  }

  #columnsOf(test: number, field: string | null): readonly FieldColumn[] {
    if (field === null && this.#truths.isSought(test))
      return this.#stretch.keywords(new Set([test])).map(({ column }) => column);
    if (field === null) return this.#stretch.logged;
    const truths = this.#stretch.view(this.#view)(field);
    return truths === null ? [] : [truths.column];
  }

  #holds(test: number, text: string, event: number): boolean {
    const predicate = this.#predicates[test];
    if (predicate === undefined || predicate.kind === 'null' || predicate.kind === 'exists')
      return false;
    if (predicate.kind === 'reference') return this.#rare.relates(predicate, text, event);
    return this.#rare.passes(test, text);
  }
}
