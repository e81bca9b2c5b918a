/** Rules imported for all cases, in the order in which they take the place of each other: the last one's run. */
import fs from 'node:fs';
import path from 'node:path';
import type { ImportedPack, ImportOrder, RulePart } from '@shared/contract/jobs';
import type { RuleSourceView, RuleUpdate } from '@shared/contract/rule-views';
import type { TriedFile } from '@shared/contract/tried-files';
import { CaseScopeError } from '@shared/model/errors';
import type { RuleDiff, UpdateEnd } from '@shared/model/rule-diff';
import { removePack } from '@electron/pipeline/packs';
import { stampOf } from './file-stamp';
import type { JobsClient } from './jobs-client';
import { PackFaults } from './pack-faults';
import type { Preferences } from './preferences';

type Imported = Preferences['current']['importedRules'][number];

/** Rules that stand before and behind all imports. */
export type Around = Pick<ImportOrder, 'first' | 'last'>;

/** An import that changes what earlier ones brought, until the examiner has decided. */
interface Waiting {
  readonly fresh: Imported;
  readonly replaced: readonly Imported[];
  /** Null where it is too much to be tried. */
  readonly trial: readonly TriedFile[] | null;
}

/** Reading and comparing thousands of rules is another process's work. */
export type RuleJobs = Pick<JobsClient, 'packRules' | 'packFaults' | 'importEffect'>;

const changesNothing = ({ added, changed, removed }: RuleDiff): boolean =>
  [added, changed, removed].every((rules) => rules.length === 0);

const importedPack = ({ pack, since }: Imported): ImportedPack => ({ pack, since });

export class RuleImports {
  readonly #folder: string;
  readonly #preferences: Preferences;
  readonly #jobs: RuleJobs;
  readonly #faults: PackFaults;
  #waiting: Waiting | null = null;
  /** Rules being read or removed, one after the other: what is compared stays until then. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(folder: string, preferences: Preferences, jobs: RuleJobs) {
    this.#folder = folder;
    this.#preferences = preferences;
    this.#jobs = jobs;
    this.#faults = new PackFaults(jobs);
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

  /** Changes with what is imported, and when a pack is damaged or made anew. */
  stamp(): unknown {
    return this.#present().map(({ pack, name, since }) => [
      ...[pack.hash, name, since],
      stampOf(pack.path),
    ]);
  }

  /** By hash, why the rules of an import cannot be read. */
  #unreadable(): Promise<ReadonlyMap<string, string>> {
    return this.#faults.of(this.#all.map(({ pack }) => pack));
  }

  async views(): Promise<RuleSourceView[]> {
    const unreadable = await this.#unreadable();
    return this.#all.map(({ name, files, pack }): RuleSourceView => {
      const why = unreadable.get(pack.hash);
      const fault = why === undefined ? null : `its pack ${pack.path} cannot be read: ${why}`;
      return { kind: 'imported', hash: pack.hash, name, files, fault };
    });
  }

  /**
   * Adds rules from files, folders or archives. Earlier imports that cannot be read are left as they are.
   * @returns where they change what earlier imports brought: what it is, for `endUpdate`
   */
  import(paths: readonly string[], around: Around): Promise<RuleUpdate | null> {
    return this.#inTurn(() => this.#import(paths, around));
  }

  #inTurn<Done>(work: () => Done | Promise<Done>): Promise<Done> {
    const done = this.#reading.then(work);
    this.#reading = done.catch(() => undefined);
    return done;
  }

  async #import(paths: readonly string[], around: Around): Promise<RuleUpdate | null> {
    this.endUpdate('leave');
    const name = paths.map((one) => path.basename(one)).join(', ');
    // Packing makes the pack anew of rules that were imported before and are damaged.
    const unreadable = await this.#unreadable();
    const part: RulePart = { type: 'paths', paths: [...paths] };
    const { pack, files } = await this.#jobs.packRules([part], this.#folder);
    const known = this.#all.find((one) => one.pack.hash === pack.hash);
    const since = known?.since ?? 1 + Math.max(0, ...this.#all.map((one) => one.since));
    const { waiting, update } = await this.#compare(
      { name, files, pack, since },
      around,
      unreadable,
    );
    const { replaces, diff } = update;
    if (known !== undefined && !unreadable.has(pack.hash) && changesNothing(diff)) {
      const message = `These rules are imported already, as ${known.name}. Nothing was changed.`;
      throw new CaseScopeError('rules-unchanged', message);
    }
    this.#waiting = waiting;
    if (replaces.length > 0 || diff.changed.length > 0) return update;
    this.endUpdate('beside');
    return null;
  }

  /** What an import would change. */
  async #compare(
    fresh: Imported,
    around: Around,
    unreadable: ReadonlyMap<string, string>,
  ): Promise<{ readonly waiting: Waiting; readonly update: RuleUpdate }> {
    const isRead = ({ pack }: Imported): boolean => !unreadable.has(pack.hash);
    const earlier = this.#all.filter(isRead);
    const { replaces, beside, diff, trial } = await this.#jobs.importEffect({
      ...{ ...around, fresh: importedPack(fresh), earlier: earlier.map(importedPack) },
    });
    const nameOf = (at: number): string => earlier[at]?.name ?? '';
    const lost = this.#all.filter((one) => !isRead(one) && one.pack.hash !== fresh.pack.hash);
    const update = {
      ...{ name: fresh.name, replaces: replaces.map(nameOf) },
      beside: beside.map(({ at, ...counts }) => ({ name: nameOf(at), ...counts })),
      damaged: lost.map(({ name }) => name),
      ...{ diff, canTry: trial !== null },
    };
    const replaced = earlier.filter((_, at) => replaces.includes(at));
    return { waiting: { fresh, replaced, trial }, update };
  }

  /** What waits, to be tried, among the rules that would stand if it took the place of what it replaces. */
  trial(): TriedFile[] {
    const trial = this.#waiting?.trial ?? null;
    if (trial !== null) return [...trial];
    throw new CaseScopeError('rules-unreadable', 'There is no import that waits to be tried.');
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

  /**
   * @param hash of one import
   * @returns what the import that waits changes from now on; null where none does
   */
  remove(hash: string, around: Around): Promise<RuleUpdate | null> {
    return this.#inTurn(async () => {
      this.#remove(hash);
      const told = this.#waiting;
      if (told === null) return null;
      const { waiting, update } = await this.#compare(told.fresh, around, await this.#unreadable());
      // Its end may have come meanwhile.
      if (this.#waiting !== told) return null;
      this.#waiting = waiting;
      return update;
    });
  }

  /** The pack stays where the same rules wait to be imported again: they are an import of their own then. */
  #remove(hash: string): void {
    const waits = this.#waiting?.fresh.pack.hash === hash;
    for (const { pack } of this.#all) if (pack.hash === hash && !waits) removePack(pack);
    this.#preferences.change({ importedRules: this.#all.filter(({ pack }) => pack.hash !== hash) });
  }
}
