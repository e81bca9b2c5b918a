/**
 * The rules hunts use: our starter rules, what the examiner imported and wrote, for all cases. A full set is 12 MB
 * of text, so reading, packing and compiling it is the jobs process's work; this side knows the packs.
 */
import type { RulePart } from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleRow } from '@shared/contract/rule-row';
import type { RuleSourceView, RulesState, RuleUpdate } from '@shared/contract/rule-views';
import { removePack, removeUnnamedPacks } from '@electron/pipeline/packs';
import { ruleFiles } from '@electron/pipeline/rule-sources';
import type { ChosenSets } from '@shared/model/rule-sets';
import { CaseScopeError } from '@shared/model/errors';
import { stampOf } from './file-stamp';
import type { JobsClient } from './jobs-client';
import { OwnRules } from './own-rules';
import { PackFaults } from './pack-faults';
import type { Preferences } from './preferences';
import { resources } from './resources';
import { type Around, RuleImports } from './rule-imports';
import { companionsOf, type RuleDraft } from './trial-companions';

/** What runs of a case hunt with. */
export interface CaseRules {
  readonly pack: PackReference;
  readonly sets: ChosenSets;
}

/** The file of a rule that has none yet, where it is told of. */
const UNSAVED = 'draft.yml';

type PathsPart = Extract<RulePart, { type: 'paths' }>;

export class RuleLibrary {
  readonly #preferences: Preferences;
  readonly #jobs: JobsClient;
  readonly #folder: string;
  readonly own: OwnRules;
  readonly imports: RuleImports;
  readonly #faults: PackFaults;
  #packed: Promise<PackReference> | null = null;
  /** Outcomes of the last pack that was checked. */
  #checked: { readonly hash: string; readonly rows: readonly RuleRow[] } | null = null;

  constructor(folder: string, preferences: Preferences, jobs: JobsClient) {
    this.#folder = folder;
    this.own = new OwnRules(folder);
    this.imports = new RuleImports(folder, preferences, jobs);
    this.#preferences = preferences;
    this.#jobs = jobs;
    this.#faults = new PackFaults(jobs);
  }

  /**
   * Removes packs that nothing names: of an import the program ended before it was decided on. Before any is made. Those
   * that preferences name which were put aside stay, for who mends these.
   */
  removeLeftovers(): void {
    if (this.#preferences.wasPutAside) return;
    const { importedRules, gatheredRules } = this.#preferences.current;
    const gathered = gatheredRules === null ? [] : [gatheredRules.pack];
    removeUnnamedPacks(this.#folder, [...importedRules.map(({ pack }) => pack), ...gathered]);
  }

  /**
   * Every rule in one pack, made anew only when what it is made from has changed. One after the other: each takes the
   * place of the one before.
   */
  pack(): Promise<PackReference> {
    const next = (): Promise<PackReference> => this.#pack();
    this.#packed = this.#packed?.then(next, next) ?? next();
    return this.#packed;
  }

  async #pack(): Promise<PackReference> {
    const origin = this.#origin();
    const known = this.#preferences.current.gatheredRules;
    const isOfNow = known !== null && known.from === madeFrom(origin, known.pack);
    if (isOfNow && (await this.#faults.of([known.pack])).size === 0) return known.pack;
    const { pack } = await this.#jobs.packRules(this.#parts(), this.#folder);
    this.#preferences.change({ gatheredRules: { from: madeFrom(origin, pack), pack } });
    if (known !== null && known.pack.path !== pack.path) removePack(known.pack);
    return pack;
  }

  /** In the order in which they take the place of each other: an examiner's own rules have the last word. */
  #parts(): RulePart[] {
    return [...this.#starter(), ...this.imports.parts(), ...this.#own()];
  }

  #starter(): PathsPart[] {
    return [{ type: 'paths', paths: [resources.starterRules()] }];
  }

  #own(): PathsPart[] {
    const none = this.own.files().length === 0;
    return none ? [] : [{ type: 'paths', paths: [this.own.folder] }];
  }

  /** Names what a pack is made from: each rule file by name, size and time, and each import. */
  #origin(): unknown {
    const paths = [...this.#starter(), ...this.#own()].flatMap((part) => part.paths);
    return [paths.flatMap(ruleFiles).map((file) => [file, stampOf(file)]), this.imports.stamp()];
  }

  get #around(): Around {
    return { first: this.#starter(), last: this.#own() };
  }

  /**
   * Adds rules from files, folders or archives.
   * @returns where they change what earlier imports brought: what it is, for `imports.endUpdate`
   */
  import(paths: readonly string[]): Promise<RuleUpdate | null> {
    return this.imports.import(paths, this.#around);
  }

  /** @param hash of one import @returns as `imports.remove` */
  removeImported(hash: string): Promise<RuleUpdate | null> {
    return this.imports.remove(hash, this.#around);
  }

  /**
   * Compiles in the jobs process: a full set takes seconds.
   * @param open the rules as the open case has them
   */
  async state(open: CaseRules | null): Promise<RulesState> {
    const rows = await this.#rows(open?.pack ?? (await this.pack()));
    const own = this.own.files();
    return {
      sources: await this.#sources(own.length),
      own,
      sets: open?.sets ?? null,
      loaded: rows.filter((row) => row.state === 'loaded').length,
      total: rows.length,
      rows,
    };
  }

  /** @param own how many the examiner wrote */
  async #sources(own: number): Promise<RuleSourceView[]> {
    return [
      { kind: 'starter', name: 'Starter rules', files: ruleFiles(resources.starterRules()).length },
      ...(await this.imports.views()),
      ...(own === 0 ? [] : [{ kind: 'own', name: 'My rules', files: own } as const]),
    ];
  }

  /** The text of a rule file, as it was imported. @throws CaseScopeError `rules-unreadable` */
  async text(file: string): Promise<string> {
    const [text] = await this.#jobs.ruleTexts(await this.pack(), [file]);
    if (typeof text === 'string') return text;
    throw new CaseScopeError('rules-unreadable', `The rule file ${file} is no longer there.`);
  }

  /** A rule that is written, among those it refers to. @param open as in `state` */
  async draftTrial(draft: RuleDraft, open: CaseRules | null): Promise<TriedFile[]> {
    const pack = open?.pack ?? (await this.pack());
    const rows = await this.#rows(pack);
    const textsOf = (wanted: readonly string[]) => this.#jobs.ruleTexts(pack, wanted);
    const companions = await companionsOf(draft, rows, textsOf);
    return [...companions, { path: draft.file ?? UNSAVED, text: draft.text }];
  }

  async #rows(pack: PackReference): Promise<readonly RuleRow[]> {
    if (this.#checked?.hash !== pack.hash) {
      this.#checked = { hash: pack.hash, rows: await this.#jobs.checkRules(pack) };
    }
    return this.#checked.rows;
  }
}

/** A pack that was cut or emptied since, or is gone, is none of what it was made from. */
const madeFrom = (origin: unknown, pack: PackReference): string =>
  JSON.stringify([origin, stampOf(pack.path)]);
