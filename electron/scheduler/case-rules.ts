/** The rules a case runs with: those of the library or the command, with the lists and sets of the case's own. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PackReference } from '@shared/contract/order';
import { PLACEHOLDERS, type Placeholders } from '@shared/model/placeholders';
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

/** Settings of the case: JSON of its placeholder lists, its chosen rule sets, and what it was hunted with. */
const SETTINGS = {
  ...{ placeholders: 'placeholders', sets: 'ruleSets' },
  /** The rules it was last hunted with, as they were given; at first those it was made with. */
  given: 'rulesGiven',
  /** Hashes of the packs of its hunts, the latest first. */
  hunted: 'rulesHunted',
} as const;
const GIVEN = z.object({ hash: z.string(), everySet: z.boolean() });
const HUNTED = z.array(z.string());

type Settings = Pick<CaseReader, 'setting'>;

function placeholdersOf(settings: Settings): Placeholders {
  const text = settings.setting(SETTINGS.placeholders);
  return text === null ? {} : PLACEHOLDERS.parse(JSON.parse(text));
}

/** What a closed case was last hunted with; null where it has never been, or the rules are gone from its folder. */
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
  const pack = packIn(casePaths.packs(caseDir), hash);
  return fs.existsSync(pack.path) ? { pack, everySet } : null;
}

const packIn = (folder: string, hash: string): PackReference => ({
  ...{ hash, path: path.join(folder, `${hash}.rules`) },
});

/** Of some packs, those that are in the case's folder: not those of other laptops. */
export const packsHere = (caseDir: string, hashes: Iterable<string>): PackReference[] =>
  [...hashes]
    .map((hash) => packIn(casePaths.packs(caseDir), hash))
    .filter(({ path: pack }) => fs.existsSync(pack));

export class CaseRules {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #folder: string;
  #given: GivenRules;

  constructor(database: CaseDatabase, caseDir: string, given: GivenRules) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#folder = casePaths.packs(caseDir);
    this.#given = given;
    this.give(given);
    if (database.setting(SETTINGS.given) === null) this.#keep();
  }

  /** For runs that start from now on. What was found is still of the rules before. */
  give({ pack, everySet }: GivenRules): void {
    this.#given = { pack: copyPack(this.#folder, pack), everySet };
  }

  /** A later run that names no rules goes on with them. */
  #keep(): void {
    const { pack, everySet } = this.#given;
    this.#database.putSetting(SETTINGS.given, JSON.stringify({ hash: pack.hash, everySet }));
  }

  /** Detections are published that were made with a pack. @param isGiven whether runs that start now take it */
  huntedWith(hash: string, isGiven: boolean): void {
    if (isGiven) this.#keep();
    const before = this.#hunted();
    if (before[0] === hash) return;
    const hunted = [hash, ...before.filter((one) => one !== hash)];
    this.#database.putSetting(SETTINGS.hunted, JSON.stringify(hunted));
  }

  #hunted(): readonly string[] {
    const text = this.#database.setting(SETTINGS.hunted);
    return text === null ? [] : HUNTED.parse(JSON.parse(text));
  }

  /** The packs of some hunts, the latest first. Of those of earlier versions the order is not known. */
  packsOf(hashes: ReadonlySet<string>): PackReference[] {
    const known = this.#hunted().filter((hash) => hashes.has(hash));
    const others = [...hashes].filter((hash) => !known.includes(hash));
    return packsHere(this.#caseDir, [...known, ...others]);
  }

  /** What stands for the placeholders of rules in this case. */
  get placeholders(): Placeholders {
    return placeholdersOf(this.#database);
  }

  set placeholders(lists: Placeholders) {
    this.#database.putSetting(SETTINGS.placeholders, JSON.stringify(lists));
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
