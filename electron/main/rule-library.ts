/** The rules hunts use: our starter rules and what the examiner imported, for all cases. */
import fs from 'node:fs';
import path from 'node:path';
import type { PackReference } from '@shared/contract/order';
import type { RuleRow, RulesState } from '@shared/contract/views';
import { errorText } from '@shared/model/errors';
import type { RuleSource } from '@shared/sigma/rule-set';
import { readRulePack, writeRulePack } from '@electron/pipeline/packs';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import type { JobsClient } from './jobs-client';
import type { Preferences } from './preferences';
import { resources } from './resources';

export class RuleLibrary {
  readonly #preferences: Preferences;
  readonly #jobs: JobsClient;
  readonly #folder: string;
  #starter: readonly RuleSource[] = [];
  /** Outcomes of the last pack that was checked. */
  #checked: { readonly hash: string; readonly rows: readonly RuleRow[] } | null = null;

  constructor(folder: string, preferences: Preferences, jobs: JobsClient) {
    this.#folder = folder;
    this.#preferences = preferences;
    this.#jobs = jobs;
  }

  async load(): Promise<void> {
    this.#starter = await readRuleSources([resources.starterRules()]);
  }

  /** Every rule source. A pack a virus scanner took away is reported on stderr and in the rules view. */
  sources(): RuleSource[] {
    const imported = this.#preferences.current.importedRules.flatMap(({ name, pack }) => {
      try {
        return readRulePack(pack);
      } catch (error) {
        process.stderr.write(`${name}: ${errorText(error)}\n`);
        return [];
      }
    });
    return [...this.#starter, ...imported];
  }

  /** Adds rules from files, folders or archives; the same name again replaces the earlier import. */
  async import(paths: readonly string[]): Promise<void> {
    const name = paths.map((one) => path.basename(one)).join(', ');
    const { pack, files } = await this.#jobs.packRules(paths, this.#folder);
    const others = this.#preferences.current.importedRules.filter((one) => one.name !== name);
    this.#preferences.change({ importedRules: [...others, { name, files, pack }] });
  }

  removeImported(): void {
    for (const { pack } of this.#preferences.current.importedRules)
      fs.rmSync(pack.path, { force: true });
    this.#preferences.change({ importedRules: [] });
  }

  /** Compiles in the jobs process: a full set takes seconds. */
  async state(): Promise<RulesState> {
    const rows = await this.#rows(writeRulePack(this.#folder, this.sources()));
    const imported = this.#preferences.current.importedRules;
    return {
      sources: [
        { name: 'Starter rules', rules: this.#starter.length },
        ...imported.map(({ name, files, pack }) =>
          fs.existsSync(pack.path)
            ? { name, rules: files }
            : { name: `${name} (missing: import it again)`, rules: 0 },
        ),
      ],
      loaded: rows.filter((row) => row.state === 'loaded').length,
      total: rows.length,
      rows,
    };
  }

  async #rows(pack: PackReference): Promise<readonly RuleRow[]> {
    if (this.#checked?.hash !== pack.hash) {
      this.#checked = { hash: pack.hash, rows: await this.#jobs.checkRules(pack) };
    }
    return this.#checked.rows;
  }
}
