/** The examiner's own rules: a file each in the user's folder, and beside them the cases that test them. */
import fs from 'node:fs';
import path from 'node:path';
import type { OwnRule } from '@shared/contract/rule-views';
import { CaseScopeError } from '@shared/model/errors';
import { parseDocuments } from '@shared/sigma/rule-document';
import { ruleFiles } from '@electron/pipeline/rule-sources';
import { replaceFile } from './replace-file';

/** What rules are listed under. */
const SHELF = 'My rules';

export class OwnRules {
  /** What is packed: `My rules/x.yml` lies in it. */
  readonly folder: string;
  readonly #cases: string;

  /** @param folder made when the first rule is kept */
  constructor(folder: string) {
    this.folder = path.join(folder, 'own');
    this.#cases = path.join(folder, 'own-cases');
  }

  /** As rules are listed: `My rules/x.yml`. */
  files(): string[] {
    if (!fs.existsSync(this.folder)) return [];
    return ruleFiles(this.folder).map((file) =>
      path.relative(this.folder, file).replaceAll('\\', '/'),
    );
  }

  /** @throws CaseScopeError `rules-unreadable` where there is no such rule */
  read(file: string): OwnRule {
    const { rule, cases } = this.#places(file);
    const text = fs.readFileSync(rule, 'utf8');
    return { text, cases: fs.existsSync(cases) ? fs.readFileSync(cases, 'utf8') : '' };
  }

  /**
   * @param file null for a rule that has none yet: it is named after its title
   * @returns the file it is kept in
   */
  write(file: string | null, { text, cases }: OwnRule): string {
    const kept = file ?? this.#freeName(text);
    const places = file === null ? this.#unchecked(kept) : this.#places(kept);
    replaceFile(places.rule, text);
    if (cases.trim() === '') fs.rmSync(places.cases, { force: true });
    else replaceFile(places.cases, cases);
    return kept;
  }

  remove(file: string): void {
    const { rule, cases } = this.#places(file);
    fs.rmSync(rule);
    fs.rmSync(cases, { force: true });
  }

  /** Only files that are listed have a place: a name from the window never leads elsewhere. */
  #places(file: string): { readonly rule: string; readonly cases: string } {
    if (this.files().includes(file)) return this.#unchecked(file);
    throw new CaseScopeError('rules-unreadable', `The rule file ${file} is no longer there.`);
  }

  #unchecked(file: string): { readonly rule: string; readonly cases: string } {
    return { rule: path.join(this.folder, file), cases: path.join(this.#cases, file) };
  }

  #freeName(text: string): string {
    const taken = new Set(this.files());
    const stem = `${SHELF}/${slugOf(parseDocuments(text)[0]?.title ?? '')}`;
    for (let number = 1; ; number++) {
      const name = number === 1 ? `${stem}.yml` : `${stem}-${number}.yml`;
      if (!taken.has(name)) return name;
    }
  }
}

const LONGEST_SLUG = 60;
/** Devices on Windows, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A title as a file name on any system. */
function slugOf(title: string): string {
  const slug = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const short = slug.slice(0, LONGEST_SLUG).replaceAll(/^-+|-+$/g, '');
  return short === '' || RESERVED.test(short) ? `rule-${short}`.replace(/-$/, '') : short;
}
