/** The rules a case runs with: those of the library or the command, with the lists and sets of the case's own. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PackReference } from '@shared/contract/order';
import { PLACEHOLDERS, type Placeholders, withoutEmpty } from '@shared/model/placeholders';
import { CHOSEN_SETS, type ChosenSets, EVERY_SET, runsEverything } from '@shared/model/rule-sets';
import { copyPack, writeCasePack } from '@electron/pipeline/packs';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { CaseReader } from '@electron/store/case/case-reader';
import { casePaths } from '@electron/store/case-paths';

export interface GivenRules {
  readonly pack: PackReference;
  /** All of them run, whatever sets the case has chosen (house.md, Command line). */
  readonly everySet: boolean;
}

/** Settings of the case: JSON of its placeholder lists, its chosen rule sets, the rules it was last given. */
const SETTINGS = { placeholders: 'placeholders', sets: 'ruleSets', given: 'rulesGiven' } as const;
const GIVEN = z.object({ hash: z.string(), everySet: z.boolean() });

type Settings = Pick<CaseReader, 'setting'>;

function placeholdersOf(settings: Settings): Placeholders {
  const text = settings.setting(SETTINGS.placeholders);
  return text === null ? {} : PLACEHOLDERS.parse(JSON.parse(text));
}

/** What a closed case was last run with; null where it has never been, or the rules are gone from its folder. */
export function lastRulesOf(caseDir: string): {
  readonly placeholders: Placeholders;
  readonly given: GivenRules | null;
} {
  const reader = CaseReader.open(caseDir);
  try {
    return { placeholders: placeholdersOf(reader), given: givenOf(reader, caseDir) };
  } finally {
    reader.close();
  }
}

function givenOf(settings: Settings, caseDir: string): GivenRules | null {
  const text = settings.setting(SETTINGS.given);
  if (text === null) return null;
  const { hash, everySet } = GIVEN.parse(JSON.parse(text));
  const pack = { hash, path: path.join(casePaths.packs(caseDir), `${hash}.rules`) };
  return fs.existsSync(pack.path) ? { pack, everySet } : null;
}

export class CaseRules {
  readonly #database: CaseDatabase;
  readonly #folder: string;
  #given: GivenRules;

  constructor(database: CaseDatabase, caseDir: string, given: GivenRules) {
    this.#database = database;
    this.#folder = casePaths.packs(caseDir);
    this.#given = given;
    this.give(given);
  }

  /** Kept in the case: a later run that names no rules goes on with them. */
  give({ pack, everySet }: GivenRules): void {
    this.#given = { pack: copyPack(this.#folder, pack), everySet };
    this.#database.putSetting(SETTINGS.given, JSON.stringify({ hash: pack.hash, everySet }));
  }

  /** What stands for the placeholders of rules in this case. */
  get placeholders(): Placeholders {
    return placeholdersOf(this.#database);
  }

  set placeholders(lists: Placeholders) {
    this.#database.putSetting(SETTINGS.placeholders, JSON.stringify(withoutEmpty(lists)));
  }

  /** Which of the imported rules run in this case. */
  get sets(): ChosenSets {
    const text = this.#database.setting(SETTINGS.sets);
    return text === null ? EVERY_SET : CHOSEN_SETS.parse(JSON.parse(text));
  }

  set sets(sets: ChosenSets) {
    this.#database.putSetting(SETTINGS.sets, JSON.stringify(sets));
  }

  /** As runs take them. */
  get pack(): PackReference {
    const { pack, everySet } = this.#given;
    const { placeholders } = this;
    const sets = everySet ? EVERY_SET : this.sets;
    const isAsGiven = Object.keys(placeholders).length === 0 && runsEverything(sets);
    return isAsGiven ? pack : writeCasePack(this.#folder, pack, { placeholders, sets });
  }
}
