/** Definitions of wanted templates as the files of a case have them, each wording once. */
import { isLendable, type LentTemplate } from '@shared/evtx/lent-templates';
import type { LentPlan } from '@shared/evtx/plan';

/** Far more than real cases have; what hostile files add beyond them is not kept, and that is told. */
const MOST_DEFINITIONS = 8_192;
const MOST_UNITS = 64 << 20;
/** Two that differ are one too many; more tell nothing new. */
const MOST_OF_ONE_ID = 16;

const MOST_NAMED = 3;
const MOST_NAME = 120;

interface Known {
  readonly plan: Pick<LentTemplate, 'guid' | 'slots' | 'root'>;
  readonly seenIn: string[];
  files: number;
}

export class KnownTemplates {
  readonly #wanted: ReadonlySet<number>;
  /** By id, then by wording. */
  readonly #byId = new Map<number, Map<string, Known>>();
  #definitions = 0;
  #units = 0;
  /** Whether there were more than are kept. */
  isCut = false;

  constructor(wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
  }

  get isAsked(): boolean {
    return this.#wanted.size > 0;
  }

  /** The definitions one file has. */
  note(fileName: string, plans: Iterable<LentPlan>): void {
    const seen = new Set<Known>();
    for (const plan of plans) {
      if (!this.#wanted.has(plan.templateId) || !isLendable(plan)) continue;
      const known = this.#known(plan);
      if (known !== null) seen.add(known);
    }
    for (const known of seen) {
      known.files++;
      const name = fileName.slice(0, MOST_NAME);
      const isNamed = known.seenIn.length < MOST_NAMED && !known.seenIn.includes(name);
      if (isNamed) known.seenIn.push(name);
    }
  }

  #known({ guid, slots, root, templateId }: LentPlan): Known | null {
    const wording = `${guid} ${JSON.stringify(root)}`;
    const ofId = this.#byId.get(templateId) ?? new Map<string, Known>();
    const known = ofId.get(wording);
    if (known !== undefined) return known;
    if (ofId.size === MOST_OF_ONE_ID) return null;
    if (this.#definitions === MOST_DEFINITIONS || this.#units + wording.length > MOST_UNITS) {
      this.isCut = true;
      return null;
    }
    this.#definitions++;
    this.#units += wording.length;
    const fresh: Known = { plan: { guid, slots, root }, seenIn: [], files: 0 };
    this.#byId.set(templateId, ofId.set(wording, fresh));
    return fresh;
  }

  /** Every definition of some ids, in one order whatever order they were met in. */
  of(ids: ReadonlySet<number>): LentTemplate[] {
    const known = [...ids].flatMap((id) => [...(this.#byId.get(id)?.entries() ?? [])]);
    return known
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { plan, seenIn, files }]) => ({ ...plan, seenIn, files }));
  }
}
