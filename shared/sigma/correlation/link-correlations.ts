/** Looks up what correlations refer to, and orders them so that each comes after those it listens to. */
import type { RuleReference } from '@shared/model/detection';
import { RuleError, RuleNotRun } from '../rule-error';
import type { CompiledCorrelation, CorrelationInput } from './compiled-correlation';
import { joinsAll } from './correlation-condition';
import type { CorrelationBody } from './correlation-document';

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
  { readonly correlation: CompiledCorrelation } | { readonly error: RuleError | RuleNotRun };

/**
 * @param loaded the rules of the set, by number
 * @param lost ids and names of rules that did not load, with the reason
 * @returns for each correlation its outcome; numbers of correlations in inputs count the linked ones alone,
 *   in the order they are given in `order`
 */
export function linkCorrelations(
  correlations: readonly UnlinkedCorrelation[],
  loaded: readonly Referable[],
  lost: ReadonlyMap<string, string>,
): { readonly outcomes: readonly Linked[]; readonly order: readonly CompiledCorrelation[] } {
  return new Linker(correlations, loaded, lost).link();
}

const knownAs = ({ reference, name }: Referable): readonly string[] =>
  [reference.ruleId, name ?? ''].filter((one) => one !== '');

class Linker {
  readonly #correlations: readonly UnlinkedCorrelation[];
  readonly #rules = new Map<string, number>();
  readonly #named = new Map<string, number>();
  readonly #loaded: readonly Referable[];
  readonly #lost: ReadonlyMap<string, string>;
  readonly #outcomes: (Linked | undefined)[] = [];
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
    loaded.forEach((rule, number) => knownAs(rule).forEach((one) => this.#rules.set(one, number)));
    correlations.forEach((one, at) => knownAs(one).forEach((name) => this.#named.set(name, at)));
  }

  link(): { outcomes: readonly Linked[]; order: readonly CompiledCorrelation[] } {
    const outcomes = this.#correlations.map((_, at) => this.#linked(at));
    return { outcomes, order: this.#order };
  }

  #linked(at: number): Linked {
    const known = this.#outcomes[at];
    if (known !== undefined) return known;
    const outcome = this.#tryLink(at);
    this.#outcomes[at] = outcome;
    return outcome;
  }

  #tryLink(at: number): Linked {
    const given = this.#correlations[at];
    if (given === undefined) throw new RangeError(`there is no correlation ${at}`);
    this.#open.add(at);
    try {
      const inputs = given.body.rules.map((name) => this.#input(name));
      checkExpression(given.body);
      const { reference, body } = given;
      const correlation = { reference, body, inputs };
      this.#numbers.set(at, this.#order.push(correlation) - 1);
      return { correlation };
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
      return { kind: 'rule', number: rule, known: knownAs(loaded) };
    const at = this.#named.get(name);
    if (at !== undefined) return this.#correlationInput(name, at);
    const reason = this.#lost.get(name);
    if (reason !== undefined) throw new RuleNotRun(`its rule ${name} is not run: ${reason}`);
    throw new RuleError(`there is no rule ${name} in this set`);
  }

  #correlationInput(name: string, at: number): CorrelationInput {
    if (this.#open.has(at)) throw new RuleError(`${name} refers back to itself`);
    const linked = this.#linked(at);
    const number = this.#numbers.get(at);
    const other = this.#correlations[at];
    if (number !== undefined && other !== undefined)
      return { kind: 'correlation', number, known: knownAs(other) };
    const reason = 'error' in linked ? linked.error.message : 'it did not load';
    throw new RuleNotRun(`its correlation ${name} is not run: ${reason}`);
  }
}

/** A condition over rules is one of the condition language, with the rules as its identifiers. */
function checkExpression({ type, expression, rules }: CorrelationBody): void {
  if (expression === null) return;
  const isWhole = joinsAll(expression, rules);
  if (type === 'temporal_ordered' && !isWhole)
    throw new RuleError(
      'the condition of temporal_ordered joins all its rules with "and": alternatives have no order',
    );
}
