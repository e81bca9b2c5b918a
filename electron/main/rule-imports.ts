/** Rules imported for all cases, in the order in which they take the place of each other: the last one's run. */
import fs from 'node:fs';
import path from 'node:path';
import type { ImportedPack, ImportOrder, RulePart } from '@shared/contract/jobs';
import type { RuleSourceView, RuleUpdate } from '@shared/contract/rule-views';
import { CaseScopeError } from '@shared/model/errors';
import type { RuleDiff, UpdateEnd } from '@shared/model/rule-diff';
import { removePack } from '@electron/pipeline/packs';
import type { JobsClient } from './jobs-client';
import type { Preferences } from './preferences';

type Imported = Preferences['current']['importedRules'][number];

/** An import that changes what earlier ones brought, until the examiner has decided. */
interface Waiting {
  readonly fresh: Imported;
  readonly replaced: readonly Imported[];
}

/** Reading and comparing thousands of rules is another process's work. */
export type RuleJobs = Pick<JobsClient, 'packRules' | 'importEffect'>;

const changesNothing = ({ added, changed, removed }: RuleDiff): boolean =>
  [added, changed, removed].every((rules) => rules.length === 0);

const importedPack = ({ pack, since }: Imported): ImportedPack => ({ pack, since });

export class RuleImports {
  readonly #folder: string;
  readonly #preferences: Preferences;
  readonly #jobs: RuleJobs;
  #waiting: Waiting | null = null;
  /** Rules being read or removed, one after the other: what is compared stays until then. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(folder: string, preferences: Preferences, jobs: RuleJobs) {
    this.#folder = folder;
    this.#preferences = preferences;
    this.#jobs = jobs;
  }

  get #all(): readonly Imported[] {
    return this.#preferences.current.importedRules;
  }

  /** Imports whose pack is still there. */
  #present(): Imported[] {
    return this.#all.filter(({ pack }) => fs.existsSync(pack.path));
  }

  parts(): RulePart[] {
    return this.#present().map(({ pack, name, since }) => ({ type: 'pack', pack, name, since }));
  }

  views(): RuleSourceView[] {
    const present = new Set(this.#present());
    return this.#all.map((one): RuleSourceView => {
      const { name, files, pack } = one;
      return present.has(one)
        ? { kind: 'imported', hash: pack.hash, name, files }
        : {
            ...{ kind: 'imported', hash: pack.hash, files: 0 },
            name: `${name} (missing: import it again)`,
          };
    });
  }

  /**
   * Adds rules from files, folders or archives.
   * @param around rules that stand before and behind all imports
   * @returns where they change what earlier imports brought: what it is, for `endUpdate`
   */
  import(
    paths: readonly string[],
    around: Pick<ImportOrder, 'first' | 'last'>,
  ): Promise<RuleUpdate | null> {
    return this.#inTurn(() => this.#import(paths, around));
  }

  #inTurn<Done>(work: () => Done | Promise<Done>): Promise<Done> {
    const done = this.#reading.then(work);
    this.#reading = done.catch(() => undefined);
    return done;
  }

  async #import(
    paths: readonly string[],
    around: Pick<ImportOrder, 'first' | 'last'>,
  ): Promise<RuleUpdate | null> {
    this.endUpdate('leave');
    const name = paths.map((one) => path.basename(one)).join(', ');
    const earlier = this.#present();
    const part: RulePart = { type: 'paths', paths: [...paths] };
    const { pack, files } = await this.#jobs.packRules([part], this.#folder);
    const since = 1 + Math.max(0, ...this.#all.map((one) => one.since));
    const effect = await this.#jobs.importEffect({
      ...{ ...around, fresh: { pack, since }, earlier: earlier.map(importedPack) },
    });
    const { diff, fresh } = effect;
    const known = earlier.find((one) => one.pack.hash === pack.hash);
    if (known !== undefined && changesNothing(diff)) {
      const message = `These rules are imported already, as ${known.name}. Nothing was changed.`;
      throw new CaseScopeError('rules-unchanged', message);
    }
    const replaced = earlier.filter((_, at) => effect.replaces.includes(at));
    this.#waiting = { fresh: { name, files, pack, since }, replaced };
    if (replaced.length === 0 && diff.changed.length === 0) {
      this.endUpdate('beside');
      return null;
    }
    const beside = effect.beside.map(({ at, ...counts }) => ({
      ...{ ...counts, name: earlier[at]?.name ?? '' },
    }));
    return { name, replaces: replaced.map((one) => one.name), beside, diff, fresh };
  }

  /** @returns whether rules changed */
  endUpdate(end: UpdateEnd): boolean {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return false;
    const { fresh, replaced } = waiting;
    if (end === 'leave') {
      if (!this.#all.some(({ pack }) => pack.hash === fresh.pack.hash)) removePack(fresh.pack);
      return false;
    }
    const gone = end === 'replace' ? replaced : [];
    for (const { pack } of gone) removePack(pack);
    const moved = new Set([...gone, fresh].map(({ pack }) => pack.hash));
    const isMoved = ({ pack }: Imported): boolean => moved.has(pack.hash);
    const stays = this.#all.filter((one) => !isMoved(one));
    // A newer version has the names its rules had in the earlier one.
    const since = Math.min(fresh.since, ...this.#all.filter(isMoved).map((one) => one.since));
    this.#preferences.change({ importedRules: [...stays, { ...fresh, since }] });
    return true;
  }

  /** @param hash of one import */
  remove(hash: string): Promise<void> {
    return this.#inTurn(() => this.#remove(hash));
  }

  /** The pack stays where the same rules wait to be imported again: they are an import of their own then. */
  #remove(hash: string): void {
    const waits = this.#waiting?.fresh.pack.hash === hash;
    for (const { pack } of this.#all) if (pack.hash === hash && !waits) removePack(pack);
    this.#preferences.change({ importedRules: this.#all.filter(({ pack }) => pack.hash !== hash) });
  }
}
