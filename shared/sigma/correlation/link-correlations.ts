/** Looks up what correlations refer to, and orders them so that each comes after those it listens to. */
import type { RuleReference } from '@shared/model/detection';
import { RuleError, RuleNotRun } from '../rule-error';
import { knownAs } from '../rule-references';
import type { RuleWarning } from '../rule-warnings';
import type { CompiledCorrelation, CorrelationInput, LinkedBody } from './compiled-correlation';
import { compileExpression, isEverFulfilled, joinsAll, rulesAsked } from './correlation-condition';
import { type CorrelationBody, isTemporal } from './correlation-document';
import { isEverMet } from './count-test';

/** A rule or correlation that others may refer to. */
export interface Referable {
  readonly reference: RuleReference;
  readonly name: string | null;
}

export interface UnlinkedCorrelation extends Referable {
  readonly body: CorrelationBody;
}

/** By position: linked, or why not. */
export type Linked =
  | { readonly correlation: CompiledCorrelation; readonly warnings: readonly RuleWarning[] }
  | { readonly error: RuleError | RuleNotRun };

export interface Links {
  /** In the order they were judged: each after those it listens to. */
  readonly outcomes: ReadonlyMap<UnlinkedCorrelation, Linked>;
  readonly order: readonly CompiledCorrelation[];
}

/**
 * @param loaded the rules of the set, by number
 * @param lost ids and names of rules that did not load, as `referenceKey` has them, with the reason
 * @returns numbers of correlations in inputs count the linked ones alone, in the order they are given in `order`
 */
export function linkCorrelations(
  correlations: readonly UnlinkedCorrelation[],
  loaded: readonly Referable[],
  lost: ReadonlyMap<string, string>,
): Links {
  return new Linker(correlations, loaded, lost).link();
}

const namesOf = ({ reference, name }: Referable): readonly string[] =>
  knownAs(reference.ruleId, name);

class Linker {
  readonly #correlations: readonly UnlinkedCorrelation[];
  readonly #rules = new Map<string, number>();
  readonly #named = new Map<string, number>();
  readonly #loaded: readonly Referable[];
  /** Everything that is called by a name; the last is meant. */
  readonly #called = new Map<string, Referable[]>();
  readonly #lost: ReadonlyMap<string, string>;
  readonly #outcomes = new Map<UnlinkedCorrelation, Linked>();
  readonly #order: CompiledCorrelation[] = [];
  /** By position in the given list: the number in the order. */
  readonly #numbers = new Map<number, number>();
  readonly #open = new Set<number>();

  constructor(
    correlations: readonly UnlinkedCorrelation[],
    loaded: readonly Referable[],
    lost: ReadonlyMap<string, string>,
  ) {
    this.#correlations = correlations;
    this.#loaded = loaded;
    this.#lost = lost;
    loaded.forEach((rule, number) => namesOf(rule).forEach((one) => this.#rules.set(one, number)));
    correlations.forEach((one, at) => namesOf(one).forEach((name) => this.#named.set(name, at)));
    for (const one of [...correlations, ...loaded])
      for (const name of namesOf(one))
        this.#called.set(name, [...(this.#called.get(name) ?? []), one]);
  }

  link(): Links {
    this.#correlations.forEach((correlation, at) => this.#linked(correlation, at));
    return { outcomes: this.#outcomes, order: this.#order };
  }

  #linked(correlation: UnlinkedCorrelation, at: number): Linked {
    const known = this.#outcomes.get(correlation);
    if (known !== undefined) return known;
    const outcome = this.#tryLink(correlation, at);
    this.#outcomes.set(correlation, outcome);
    return outcome;
  }

  #tryLink(given: UnlinkedCorrelation, at: number): Linked {
    this.#open.add(at);
    try {
      const { reference, body } = given;
      const linked = joined(
        body,
        body.rules.map((name) => this.#input(name)),
      );
      checkCondition(linked.body);
      const warnings = [
        ...linked.warnings,
        ...this.#nameWarnings(body),
        ...this.#aliasWarnings(linked),
      ];
      const correlation = { reference, body: linked.body, inputs: linked.inputs };
      this.#numbers.set(at, this.#order.push(correlation) - 1);
      return { correlation, warnings };
    } catch (error) {
      if (error instanceof RuleError || error instanceof RuleNotRun) return { error };
      throw error;
    } finally {
      this.#open.delete(at);
    }
  }

  #input(name: string): CorrelationInput {
    const rule = this.#rules.get(name);
    const loaded = rule === undefined ? undefined : this.#loaded[rule];
    if (rule !== undefined && loaded !== undefined)
      return { kind: 'rule', number: rule, known: namesOf(loaded) };
    const at = this.#named.get(name);
    const other = at === undefined ? undefined : this.#correlations[at];
    if (at !== undefined && other !== undefined) return this.#correlationInput(name, other, at);
    const reason = this.#lost.get(name);
    if (reason !== undefined) throw new RuleNotRun(`its rule ${name} is not run: ${reason}`);
    throw new RuleError(`there is no rule ${name} in this set`);
  }

  #correlationInput(name: string, other: UnlinkedCorrelation, at: number): CorrelationInput {
    if (this.#open.has(at)) throw new RuleError(`${name} refers back to itself`);
    const linked = this.#linked(other, at);
    const number = this.#numbers.get(at);
    if (number !== undefined) return { kind: 'correlation', number, known: namesOf(other) };
    const reason = 'error' in linked ? linked.error.message : 'it did not load';
    throw new RuleNotRun(`its correlation ${name} is not run: ${reason}`);
  }

  /** Names are no identities: of several rules of one name the last counts. */
  #nameWarnings({ rules }: CorrelationBody): RuleWarning[] {
    return [...new Set(rules)].flatMap((name) => {
      const of = this.#called.get(name) ?? [];
      const last = of.at(-1)?.reference;
      if (of.length < 2 || last === undefined) return [];
      const counted = last.ruleId === '' ? last.ruleTitle : `${last.ruleTitle} (${last.ruleId})`;
      const message = `${of.length} rules are called ${name}: only ${counted} counts here; refer to rules by id`;
      return [{ message, written: name }];
    });
  }

  /** @throws RuleError for an alias of a rule that is nowhere: its field would be looked for under the alias */
  #aliasWarnings({ body, inputs }: JoinedRules): RuleWarning[] {
    const listed = new Set(inputs.flatMap(({ known }) => known));
    return Object.entries(body.aliases).flatMap(([alias, byRule]) =>
      Object.keys(byRule)
        .filter((rule) => !listed.has(rule))
        .map((rule) => {
          if (![this.#rules, this.#named, this.#lost].some((names) => names.has(rule)))
            throw new RuleError(`aliases.${alias}: there is no rule ${rule} in this set`);
          const message = `aliases.${alias} names ${rule}, which is none of its rules`;
          return { message, written: null };
        }),
    );
  }
}

interface JoinedRules {
  readonly body: LinkedBody;
  readonly inputs: readonly CorrelationInput[];
  readonly warnings: readonly RuleWarning[];
}

/** A rule that is listed twice, by id and name perhaps, counts once; in `temporal_ordered` it is wanted twice. */
function joined(body: CorrelationBody, all: readonly CorrelationInput[]): JoinedRules {
  const isFirst = ({ kind, number }: CorrelationInput, at: number): boolean =>
    body.type === 'temporal_ordered' ||
    all.findIndex((other) => other.kind === kind && other.number === number) === at;
  const isKept = all.map(isFirst);
  const inputs = all.filter((_, at) => isKept[at]);
  const rules = body.rules.filter((_, at) => isKept[at]);
  const warnings = body.rules
    .filter((_, at) => !isKept[at])
    .map((rule) => ({ message: `rules lists ${rule} again: it counts once`, written: null }));
  const called = inputs.map(({ known }) => known);
  return { body: { ...body, rules, called }, inputs, warnings };
}

/** @throws RuleError */
function checkCondition({ type, tests, expression, rules, called }: LinkedBody): void {
  if (isTemporal(type) && tests.some(({ bound }) => bound > rules.length))
    throw new RuleError('correlation.condition asks for more rules than there are');
  if (type === 'temporal' && tests.length > 0 && !isEverMet(tests, rules.length))
    throw new RuleError('its condition is never met by so many rules');
  if (expression === null) return;
  const root = compileExpression(expression, called);
  const asked = new Set(rulesAsked(root));
  const forgotten = called.findIndex(
    (names) => !asked.has(called.findIndex((other) => other[0] === names[0])),
  );
  if (type === 'temporal_ordered' && (forgotten >= 0 || !joinsAll(root)))
    throw new RuleError(
      'the condition of temporal_ordered joins all its rules with "and": alternatives have no order',
    );
  if (forgotten >= 0)
    throw new RuleError(`correlation.condition says nothing of its rule ${rules[forgotten] ?? ''}`);
  if (!isEverFulfilled(root))
    throw new RuleError('its condition is never met: a window has an event of one of its rules');
}
