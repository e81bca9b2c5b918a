/** What became of each document of a rule set, for lists of rules and for `rules check`. */
import type { RuleReference } from '@shared/model/detection';
import type { Level } from '@shared/model/level';
import { keptBy } from './correlation/compiled-correlation';
import type { Links, UnlinkedCorrelation } from './correlation/link-correlations';
import type { Tried } from './latest-versions';
import type { Binding } from './log-source';
import type { RuleNode } from './predicate';
import type { DocumentOutcome } from './rule-document';
import type { RuleFilters } from './rule-filters';
import { type NotLoaded, refusal } from './rule-refusal';
import type { RuleWarning } from './rule-warnings';

/** What a document says of itself, whether it is loaded or not; empty for one that cannot be read. */
export interface RuleFacts {
  readonly level: Level | null;
  readonly status: string;
  readonly author: string;
  readonly tags: readonly string[];
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
}

export interface RuleOutcome extends RuleFacts {
  readonly kind: DocumentOutcome['kind'];
  readonly id: string;
  /** What correlations and filters may call it. */
  readonly name: string | null;
  readonly title: string;
  readonly file: string;
  /** Its place among the documents of the file, from 0. */
  readonly at: number;
  readonly state: 'loaded' | 'notRun' | 'invalid' | 'skipped';
  /** Why it is not loaded; empty for loaded rules. */
  readonly reason: string;
  /** What it says that may not be meant. */
  readonly warnings: readonly RuleWarning[];
  /** Titles of correlations that keep it to themselves: it gives no detections of its own. */
  readonly keptBy: readonly string[];
}

/** A rule that loaded, as a tree. */
export interface RuleTree {
  readonly reference: RuleReference;
  readonly name: string | null;
  readonly bindings: readonly Binding[];
  readonly root: RuleNode;
}

export type CompiledDocument = Tried<RuleTree | UnlinkedCorrelation>;

/** Documents when their correlations are linked or refused. */
export interface LinkedDocuments extends Links {
  readonly compiled: readonly CompiledDocument[];
  readonly trees: readonly RuleTree[];
}

/** By position of the documents. */
export function outcomesOf(
  { compiled, trees, outcomes, order }: LinkedDocuments,
  filters: RuleFilters,
): RuleOutcome[] {
  const kept = keptBy(
    order,
    trees.map(({ reference }) => reference),
  );
  return compiled.map(({ document, source, at, outcome }): RuleOutcome => {
    const { kind, id, title } = document;
    const link = 'body' in outcome ? outcomes.get(outcome) : undefined;
    const state = link !== undefined && 'error' in link ? refusal(link.error) : stateOf(outcome);
    return {
      ...{
        kind,
        id,
        name: 'name' in document ? document.name : null,
        title,
        file: source.path,
        at,
      },
      ...{ ...factsOf(document), ...state },
      warnings: [
        ...(document.kind === 'invalid' ? [] : document.warnings),
        ...(document.kind === 'filter' ? filters.warningsOf(document) : []),
        ...(link !== undefined && 'warnings' in link ? link.warnings : []),
      ],
      keptBy: ('reference' in outcome ? kept.get(outcome.reference) : null) ?? [],
    };
  });
}

const NOTHING_SAID = { level: null, status: '', author: '', tags: [] };
const NO_SOURCE = { product: null, category: null, service: null };

function factsOf(document: DocumentOutcome): RuleFacts {
  switch (document.kind) {
    case 'rule':
    case 'correlation': {
      const { level, status, author, tags } = document;
      const source = document.kind === 'rule' ? document.logSource : NO_SOURCE;
      return { level, status, author, tags, ...source };
    }
    case 'filter':
      return { ...NOTHING_SAID, status: document.status, ...document.logSource };
    case 'invalid':
      return { ...NOTHING_SAID, ...NO_SOURCE };
  }
}

const stateOf = (outcome: CompiledDocument['outcome']): NotLoaded =>
  'reason' in outcome ? outcome : { state: 'loaded', reason: '' };
