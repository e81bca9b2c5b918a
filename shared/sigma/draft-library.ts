/** The rules a draft will stand among: it may refer to them, and must not take their ids. */
import { type DocumentOutcome, parseDocuments } from './rule-document';
import { foreignReferences, referencesOf } from './rule-references';
import type { RuleOutcome } from './rule-set';
import type { RuleSource } from './rule-source';

export type LibraryRule = Pick<RuleOutcome, 'id' | 'name' | 'file' | 'state' | 'reason'>;

/** What may be wrong with the document of a title. */
export interface Advice {
  readonly title: string;
  readonly message: string;
}

export class DraftLibrary {
  readonly #byName = new Map<string, LibraryRule>();

  /** @param rules without those of the draft's own file */
  constructor(rules: readonly LibraryRule[]) {
    for (const rule of rules) {
      for (const known of [rule.id, rule.name ?? '']) {
        // A version that is not run does not hide the one that is.
        const isBetter = rule.state === 'loaded' || !this.#byName.has(known);
        if (known !== '' && isBetter) this.#byName.set(known, rule);
      }
    }
  }

  /** By id or name. */
  find(name: string): LibraryRule | undefined {
    return this.#byName.get(name);
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

  /** A correlation without its rule is refused when it is compiled, and tells of it then. */
  #fault(reference: string, { kind }: DocumentOutcome): string | null {
    const rule = this.find(reference);
    if (rule === undefined) return kind === 'filter' ? `there is no rule ${reference}` : null;
    return rule.state === 'loaded' ? null : `its rule ${reference} is not run: ${rule.reason}`;
  }
}

const standIn = ({ id, name, file }: LibraryRule): RuleSource => ({
  path: file,
  hash: '',
  text: JSON.stringify({
    title: name ?? id,
    ...(id === '' ? {} : { id }),
    ...(name === null ? {} : { name }),
    logsource: { product: 'windows' },
    detection: { any: { EventID: '0' }, condition: 'any' },
  }),
});
