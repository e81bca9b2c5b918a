/** The rules a draft will stand among: it may refer to them, and must not take their ids. */
import { type DocumentOutcome, parseDocuments } from './rule-document';
import { foreignReferences, knownAs, referencesOf } from './rule-references';
import { referenceKey } from '@shared/model/rule-key';
import type { RuleOutcome } from './rule-outcomes';
import type { RuleSource } from './rule-source';

export type LibraryRule = Pick<
  RuleOutcome,
  'kind' | 'id' | 'name' | 'file' | 'state' | 'reason' | 'product' | 'category' | 'service'
>;

/** What may be wrong with the document of a title. */
export interface Advice {
  readonly title: string;
  readonly message: string;
  /** As in `RuleWarning`. */
  readonly written?: string | null;
}

export class DraftLibrary {
  readonly #byName = new Map<string, LibraryRule>();

  /** @param rules without those of the draft's own file */
  constructor(rules: readonly LibraryRule[]) {
    for (const rule of rules) {
      for (const known of knownAs(rule.id, rule.name)) {
        // A version that is not run does not hide the one that is.
        const isBetter = rule.state === 'loaded' || !this.#byName.has(known);
        if (isBetter) this.#byName.set(known, rule);
      }
    }
  }

  /** By id or name. */
  find(name: string): LibraryRule | undefined {
    return this.#byName.get(referenceKey(name));
  }

  /** What stands for the rules a draft refers to while it is compiled: their ids and names are all it needs. */
  standIns(yaml: string): RuleSource[] {
    return foreignReferences(parseDocuments(yaml)).flatMap((reference) => {
      const rule = this.find(reference);
      return rule === undefined ? [] : [standIn(rule)];
    });
  }

  /** What keeps correlations and filters from doing what they say, though they stand well by themselves. */
  adviceOn(documents: readonly DocumentOutcome[]): Advice[] {
    const foreign = new Set(foreignReferences(documents));
    return documents.flatMap((document) =>
      referencesOf(document)
        .filter((reference) => foreign.has(reference))
        .map((reference) => this.#fault(reference, document))
        .filter((message) => message !== null)
        .map((message) => ({ title: document.title, message })),
    );
  }

  /** What names a rule that is nowhere tells of it when it is compiled. */
  #fault(reference: string, { kind }: DocumentOutcome): string | null {
    const rule = this.find(reference);
    if (rule === undefined) return null;
    if (kind === 'filter' && rule.kind === 'correlation')
      return `${reference} is a correlation, and filters apply to rules alone`;
    return rule.state === 'loaded' ? null : `its rule ${reference} is not run: ${rule.reason}`;
  }
}

const standIn = (rule: LibraryRule): RuleSource => ({
  path: rule.file,
  hash: '',
  text: JSON.stringify({
    title: rule.name ?? rule.id,
    ...(rule.id === '' ? {} : { id: rule.id }),
    ...(rule.name === null ? {} : { name: rule.name }),
    logsource: logSourceOf(rule),
    detection: { any: { EventID: '0' }, condition: 'any' },
  }),
});

/** A stand-in runs whether its rule does or not: the draft is judged by itself. */
const logSourceOf = ({ kind, state, product, category, service }: LibraryRule): object =>
  kind === 'rule' && state === 'loaded' ? { product, category, service } : { product: 'windows' };
