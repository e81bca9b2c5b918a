/** Correlations with what they refer to looked up: numbers in place of ids and names. */
import type { RuleReference } from '@shared/model/detection';
import { type CorrelationBody, isTemporal } from './correlation-document';

/** What a correlation listens to: a rule of the set by number, or another correlation by number. */
export type CorrelationInput =
  | { readonly kind: 'rule'; readonly number: number; readonly known: readonly string[] }
  | { readonly kind: 'correlation'; readonly number: number; readonly known: readonly string[] };

/** What occurs: a rule; a window of a correlation that fulfils it; all windows of it that hang together. */
export type OccurrenceKind = 'rule' | 'correlation' | 'burst';

/** Whether a correlation counts what it listens to, rather than looks for it. */
export const hearsBursts = ({ body }: CompiledCorrelation): boolean => !isTemporal(body.type);

/** A body whose rules were looked up. One that is listed twice stands there once, but for where their order counts. */
export interface LinkedBody extends CorrelationBody {
  /** By position in `rules`: the id and name its condition may call the rule by. */
  readonly called: readonly (readonly string[])[];
}

export interface CompiledCorrelation {
  readonly reference: RuleReference;
  readonly body: LinkedBody;
  /** In the order of `body.rules`; `known` are the id and name it may be called by. */
  readonly inputs: readonly CorrelationInput[];
}

/** The field of an input's events that a group-by or value name means: its alias, or itself. */
export function fieldFor(
  { aliases }: CorrelationBody,
  name: string,
  { known }: CorrelationInput,
): string {
  const byRule = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (byRule === undefined) return name;
  const rule = known.find((one) => Object.hasOwn(byRule, one));
  return rule === undefined ? name : (byRule[rule] ?? name);
}

/** The fields of a rule's events that any correlation reads, by rule number. */
export function correlatedFields(
  correlations: readonly CompiledCorrelation[],
): ReadonlyMap<number, readonly string[]> {
  const fields = new Map<number, Set<string>>();
  for (const { body, inputs } of correlations) {
    for (const input of inputs.filter(({ kind }) => kind === 'rule')) {
      const read = fields.get(input.number) ?? new Set<string>();
      fields.set(input.number, read);
      for (const name of [...body.groupBy, ...body.valueFields])
        read.add(fieldFor(body, name, input));
    }
  }
  return new Map([...fields].map(([rule, names]) => [rule, [...names]]));
}

/** Rules that give no detections of their own: every correlation that refers to them keeps them to itself. */
export function silentRules(correlations: readonly CompiledCorrelation[]): ReadonlySet<number> {
  return new Set(keepers(correlations, 'rule').keys());
}

/** Correlations that only feed others. */
export const silentCorrelations = (
  correlations: readonly CompiledCorrelation[],
): ReadonlySet<number> => new Set(keepers(correlations, 'correlation').keys());

/** Correlations that others are fed with. */
export const heardCorrelations = (
  correlations: readonly CompiledCorrelation[],
): ReadonlySet<number> =>
  new Set(
    correlations.flatMap(({ inputs }) =>
      inputs.filter(({ kind }) => kind === 'correlation').map(({ number }) => number),
    ),
  );

/** By what is kept: titles of the correlations that keep it. */
export function keptBy(
  correlations: readonly CompiledCorrelation[],
  rules: readonly RuleReference[],
): ReadonlyMap<RuleReference, readonly string[]> {
  const all = {
    rule: rules,
    correlation: correlations.map(({ reference }) => reference),
  };
  const titled = (kind: CorrelationInput['kind']): [RuleReference, string[]][] =>
    [...keepers(correlations, kind)].flatMap(([number, by]) => {
      const kept = all[kind][number];
      return kept === undefined ? [] : [[kept, by.map(({ reference }) => reference.ruleTitle)]];
    });
  return new Map([...titled('rule'), ...titled('correlation')]);
}

/** The correlations that listen to a rule or correlation, by its number, where none of them lets it speak. */
function keepers(
  correlations: readonly CompiledCorrelation[],
  kind: CorrelationInput['kind'],
): ReadonlyMap<number, readonly CompiledCorrelation[]> {
  const listening = new Map<number, CompiledCorrelation[]>();
  for (const correlation of correlations) {
    const heard = correlation.inputs.filter((input) => input.kind === kind);
    for (const number of new Set(heard.map((input) => input.number)))
      listening.set(number, [...(listening.get(number) ?? []), correlation]);
  }
  return new Map([...listening].filter(([, by]) => !by.some(({ body }) => body.generate)));
}
