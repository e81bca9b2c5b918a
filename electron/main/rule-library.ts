/**
 * The rules hunts use: our starter rules, what the examiner imported and wrote, for all cases. A full set is 12 MB
 * of text, so reading, packing and compiling it is the jobs process's work; this side knows the packs.
 */
import fs from 'node:fs';
import type { RulePart } from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleRow } from '@shared/contract/rule-row';
import type { RuleSourceView, RulesState, RuleUpdate } from '@shared/contract/rule-views';
import { removePack, removeUnnamedPacks } from '@electron/pipeline/packs';
import { ruleFiles } from '@electron/pipeline/rule-sources';
import type { ChosenSets } from '@shared/model/rule-sets';
import { CaseScopeError } from '@shared/model/errors';
import type { JobsClient } from './jobs-client';
import { OwnRules } from './own-rules';
import type { Preferences } from './preferences';
import { resources } from './resources';
import { RuleImports } from './rule-imports';
import { companionsOf } from './trial-companions';

/** What runs of a case hunt with. */
export interface CaseRules {
  readonly pack: PackReference;
  readonly sets: ChosenSets;
}

export class RuleLibrary {
  readonly #preferences: Preferences;
  readonly #jobs: JobsClient;
  readonly #folder: string;
  readonly own: OwnRules;
  readonly imports: RuleImports;
  #packed: Promise<PackReference> | null = null;
  /** Outcomes of the last pack that was checked. */
  #checked: { readonly hash: string; readonly rows: readonly RuleRow[] } | null = null;

  constructor(folder: string, preferences: Preferences, jobs: JobsClient) {
    this.#folder = folder;
    this.own = new OwnRules(folder);
    this.imports = new RuleImports(folder, preferences, jobs);
    this.#preferences = preferences;
    this.#jobs = jobs;
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
    const from = this.#origin();
    const known = this.#preferences.current.gatheredRules;
    if (known?.from === from && fs.existsSync(known.pack.path)) return known.pack;
    const { pack } = await this.#jobs.packRules(this.#parts(), this.#folder);
    this.#preferences.change({ gatheredRules: { from, pack } });
    if (known !== null && known.pack.path !== pack.path) removePack(known.pack);
    return pack;
  }

  /** In the order in which they take the place of each other: an examiner's own rules have the last word. */
  #parts(): RulePart[] {
    return [...this.#starter(), ...this.imports.parts(), ...this.#own()];
  }

  #starter(): RulePart[] {
    return [{ type: 'paths', paths: [resources.starterRules()] }];
  }

  #own(): RulePart[] {
    const none = this.own.files().length === 0;
    return none ? [] : [{ type: 'paths', paths: [this.own.folder] }];
  }

  /** Names what a pack is made from: each rule file by name, size and time, each import by its hash and place. */
  #origin(): string {
    const parts = this.#parts().map((part) =>
      part.type === 'paths'
        ? part.paths.flatMap(ruleFiles).map(stampOf)
        : [part.pack.hash, part.name, part.since],
    );
    return JSON.stringify(parts);
  }

  /**
   * Adds rules from files, folders or archives.
   * @returns where they change what earlier imports brought: what it is, for `imports.endUpdate`
   */
  import(paths: readonly string[]): Promise<RuleUpdate | null> {
    return this.imports.import(paths, { first: this.#starter(), last: this.#own() });
  }

  /**
   * Compiles in the jobs process: a full set takes seconds.
   * @param open the rules as the open case has them
   */
  async state(open: CaseRules | null): Promise<RulesState> {
    const rows = await this.#rows(open?.pack ?? (await this.pack()));
    const own = this.own.files();
    return {
      sources: this.#sources(own.length),
      own,
      sets: open?.sets ?? null,
      loaded: rows.filter((row) => row.state === 'loaded').length,
      total: rows.length,
      rows,
    };
  }

  /** @param own how many the examiner wrote */
  #sources(own: number): RuleSourceView[] {
    return [
      { kind: 'starter', name: 'Starter rules', files: ruleFiles(resources.starterRules()).length },
      ...this.imports.views(),
      ...(own === 0 ? [] : [{ kind: 'own', name: 'My rules', files: own } as const]),
    ];
  }

  /** The text of a rule file, as it was imported. @throws CaseScopeError `rules-unreadable` */
  async text(file: string): Promise<string> {
    const [text] = await this.#jobs.ruleTexts(await this.pack(), [file]);
    if (typeof text === 'string') return text;
    throw new CaseScopeError('rules-unreadable', `The rule file ${file} is no longer there.`);
  }

  /** Files of the rules that tried ones refer to. @param open as in `state` */
  async companions(files: readonly TriedFile[], open: CaseRules | null): Promise<TriedFile[]> {
    const pack = open?.pack ?? (await this.pack());
    const rows = await this.#rows(pack);
    return companionsOf(files, rows, (wanted) => this.#jobs.ruleTexts(pack, wanted));
  }

  async #rows(pack: PackReference): Promise<readonly RuleRow[]> {
    if (this.#checked?.hash !== pack.hash) {
      this.#checked = { hash: pack.hash, rows: await this.#jobs.checkRules(pack) };
    }
    return this.#checked.rows;
  }
}

/** Tells another version of a file by its size and time. */
function stampOf(file: string): readonly [file: string, size: number, mtimeMs: number] {
  const { size, mtimeMs } = fs.statSync(file);
  return [file, size, mtimeMs];
}
