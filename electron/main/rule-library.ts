/**
 * The rules hunts use: our starter rules, what the examiner imported and wrote, for all cases. A full set is 12 MB
 * of text, so reading, packing and compiling it is the jobs process's work; this side knows the packs.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { RulePart } from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleRow } from '@shared/contract/rule-row';
import type { RuleSourceView, RulesState, RuleUpdate } from '@shared/contract/views';
import { removePack } from '@electron/pipeline/packs';
import { ruleFiles } from '@electron/pipeline/rule-sources';
import type { ChosenSets } from '@shared/model/rule-sets';
import { CaseScopeError } from '@shared/model/errors';
import type { JobsClient } from './jobs-client';
import { OwnRules } from './own-rules';
import type { Preferences } from './preferences';
import { resources } from './resources';
import { companionsOf } from './trial-companions';

type Imported = Preferences['current']['importedRules'][number];

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
  /** A newer version of an import, until the examiner has decided. */
  #update: { readonly fresh: Imported; readonly replaced: Imported } | null = null;
  #packed: Promise<PackReference> | null = null;
  /** Outcomes of the last pack that was checked. */
  #checked: { readonly hash: string; readonly rows: readonly RuleRow[] } | null = null;

  constructor(folder: string, preferences: Preferences, jobs: JobsClient) {
    this.#folder = folder;
    this.own = new OwnRules(folder);
    this.#preferences = preferences;
    this.#jobs = jobs;
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
    const own = this.own.files().length === 0 ? [] : [this.own.folder];
    return [
      { type: 'paths', paths: [resources.starterRules()] },
      ...this.#present().map(({ pack, name }): RulePart => ({ type: 'pack', pack, name })),
      ...own.map((folder): RulePart => ({ type: 'paths', paths: [folder] })),
    ];
  }

  /** Names what a pack is made from: each rule file by name, size and time, each import by its hash. */
  #origin(): string {
    const parts = this.#parts().map((part) =>
      part.type === 'paths'
        ? part.paths.flatMap(ruleFiles).map(stampOf)
        : [part.pack.hash, part.name],
    );
    return JSON.stringify(parts);
  }

  /** Imports whose pack is still there. */
  #present(): Preferences['current']['importedRules'] {
    return this.#preferences.current.importedRules.filter(({ pack }) => fs.existsSync(pack.path));
  }

  /**
   * Adds rules from files, folders or archives.
   * @returns where they are another version of an earlier import: what would change, for `endUpdate`
   */
  async import(paths: readonly string[]): Promise<RuleUpdate | null> {
    this.endUpdate(false);
    const name = paths.map((one) => path.basename(one)).join(', ');
    const part: RulePart = { type: 'paths', paths: [...paths] };
    const { pack, files } = await this.#jobs.packRules([part], this.#folder);
    const earlier = this.#present();
    const same = earlier.find((one) => one.pack.hash === pack.hash);
    if (same !== undefined) {
      const message = `These rules are imported already, as ${same.name}. Nothing was changed.`;
      throw new CaseScopeError('rules-unchanged', message);
    }
    const fresh = { name, files, pack };
    const closest = await this.#jobs.closestRules(
      earlier.map((one) => one.pack),
      pack,
    );
    const replaced = closest === null ? undefined : earlier[closest.at];
    if (closest === null || replaced === undefined) {
      this.#preferences.change({ importedRules: [...earlier, fresh] });
      return null;
    }
    this.#update = { fresh, replaced };
    return { name, replaces: replaced.name, diff: closest.diff, fresh: closest.fresh };
  }

  /** Takes the waiting update or lets it go. @returns whether rules changed */
  endUpdate(take: boolean): boolean {
    const update = this.#update;
    this.#update = null;
    if (update === null) return false;
    const { fresh, replaced } = update;
    removePack(take ? replaced.pack : fresh.pack);
    if (!take) return false;
    const imported = this.#preferences.current.importedRules;
    this.#preferences.change({
      importedRules: imported.map((one) => (one.pack.hash === replaced.pack.hash ? fresh : one)),
    });
    return true;
  }

  /** @param hash of one import */
  removeImported(hash: string): void {
    const imported = this.#preferences.current.importedRules;
    for (const { pack } of imported) if (pack.hash === hash) removePack(pack);
    this.#preferences.change({ importedRules: imported.filter(({ pack }) => pack.hash !== hash) });
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
    const imported = this.#preferences.current.importedRules.map(
      ({ name, files, pack }): RuleSourceView =>
        fs.existsSync(pack.path)
          ? { kind: 'imported', hash: pack.hash, name, files }
          : {
              ...{ kind: 'imported', hash: pack.hash, files: 0 },
              name: `${name} (missing: import it again)`,
            },
    );
    return [
      { kind: 'starter', name: 'Starter rules', files: ruleFiles(resources.starterRules()).length },
      ...imported,
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
