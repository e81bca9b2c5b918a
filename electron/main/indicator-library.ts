/** Indicators for all cases: a file of the program's own folder, written by the main process alone. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { mergedDraft, samenessKey } from '@shared/ioc/sameness';
import { CaseScopeError } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import { type Indicator, INDICATOR_DRAFT, type IndicatorDraft } from '@shared/model/indicator';
import { replaceFile } from './replace-file';

const ID = z.number().int().positive().transform(indicatorId);
const LIBRARY = z.object({
  nextId: z.number().int().positive(),
  indicators: z.array(INDICATOR_DRAFT.extend({ id: ID })),
});
type Library = z.infer<typeof LIBRARY>;

const EMPTY: Library = { nextId: 1, indicators: [] };

/** Every change answers all of it as it is then. */
export class IndicatorLibrary {
  readonly #file: string;
  #library: Library | null = null;

  constructor(folder: string) {
    this.#file = path.join(folder, 'indicator-library.json');
  }

  /** @throws CaseScopeError `indicator-invalid` where the file is there and cannot be read: it is never written over */
  list(): readonly Indicator[] {
    return this.#read().indicators;
  }

  /** What the library has already gets what is known of the other, and stays switched on or off as it is. */
  add(drafts: readonly IndicatorDraft[]): readonly Indicator[] {
    const { nextId: first, indicators } = this.#read();
    const before = new Map(indicators.map((one) => [samenessKey(one), one]));
    const byKey = new Map(before);
    let nextId = first;
    for (const draft of drafts) {
      const key = samenessKey(draft);
      const known = byKey.get(key);
      byKey.set(
        key,
        known === undefined
          ? { ...draft, id: indicatorId(nextId++) }
          : { ...known, ...mergedDraft(known, draft, before.get(key)) },
      );
    }
    return this.#write({ nextId, indicators: [...byKey.values()] });
  }

  remove(ids: readonly number[]): readonly Indicator[] {
    const going = new Set(ids);
    const { nextId, indicators } = this.#read();
    return this.#write({ nextId, indicators: indicators.filter(({ id }) => !going.has(id)) });
  }

  /** As they come into a case. */
  drafts(ids: readonly number[]): IndicatorDraft[] {
    const wanted = new Set(ids);
    return this.#read()
      .indicators.filter(({ id }) => wanted.has(id))
      .map(({ id: _, ...draft }) => draft);
  }

  #read(): Library {
    this.#library ??= fs.existsSync(this.#file) ? this.#parsed() : EMPTY;
    return this.#library;
  }

  #parsed(): Library {
    try {
      return LIBRARY.parse(JSON.parse(fs.readFileSync(this.#file, 'utf8')));
    } catch (error) {
      const message = `The library of indicators cannot be read. Put ${this.#file} in order, or aside.`;
      throw new CaseScopeError('indicator-invalid', message, { cause: error });
    }
  }

  #write(library: Library): readonly Indicator[] {
    replaceFile(this.#file, JSON.stringify(library));
    this.#library = library;
    return library.indicators;
  }
}
