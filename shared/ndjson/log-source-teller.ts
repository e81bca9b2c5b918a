/** Tells the log source of records of one form. */
import type { FieldValue } from '@shared/model/event';
import { type LogSource, logSourceText } from '@shared/model/log-source';
import type { LogSourceTable, When } from './log-source-table';

/** Texts that have to stand at leaves. */
type Told = readonly { readonly at: number; readonly text: string }[];

/** A table as far as the leaves can tell of it. */
interface TableTests {
  readonly product: string | null;
  readonly products: readonly { readonly told: Told; readonly product: string }[];
  readonly kinds: readonly (Pick<LogSource, 'category' | 'service'> & { readonly told: Told })[];
}

/** Answers kept; a log has a few. */
const MOST_KEPT = 1_000;

export class LogSourceTeller {
  readonly #tables: readonly TableTests[];
  /** The leaves that decide. */
  readonly #leaves: readonly number[];
  readonly #known = new Map<string, FieldValue>();

  /** @param leafAt the leaf of a path that has a value; undefined where the form has none */
  constructor(tables: readonly LogSourceTable[], leafAt: (path: string) => number | undefined) {
    this.#tables = tables
      .map(({ product, products, kinds }) => ({
        product,
        products: products.flatMap((one) => {
          const told = toldBy(one.when, leafAt);
          return told === null ? [] : [{ told, product: one.product }];
        }),
        kinds: kinds.flatMap(({ when, category = null, service = null }) => {
          const told = toldBy(when, leafAt);
          return told === null ? [] : [{ told, category, service }];
        }),
      }))
      .filter(({ products, kinds }) => products.length > 0 || kinds.length > 0);
    const told = this.#tables.flatMap(({ products, kinds }) => [...products, ...kinds]);
    this.#leaves = [...new Set(told.flatMap((one) => one.told.map(({ at }) => at)))];
  }

  get tells(): boolean {
    return this.#tables.length > 0;
  }

  /** What each table tells, several as a tuple. */
  tell(texts: readonly FieldValue[]): FieldValue {
    let key = '';
    for (const at of this.#leaves) {
      const value = texts[at] ?? null;
      key += `${typeof value === 'object' ? (value?.join('\u0001') ?? '\u0002') : value}\0`;
    }
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const told = this.#tables.flatMap((table) => sourceOf(table, texts) ?? []);
    const distinct = [...new Set(told.map(logSourceText))];
    const answer = distinct.length > 1 ? distinct : (distinct[0] ?? null);
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(key, answer);
    return answer;
  }
}

/** Null where the leaves lack one of the paths. `*` alone is any text: where the leaf is, it stands. */
function toldBy(when: When, leafAt: (path: string) => number | undefined): Told | null {
  const told: { at: number; text: string }[] = [];
  for (const [path, text] of Object.entries(when)) {
    const at = leafAt(path);
    if (at === undefined) return null;
    if (text !== '*') told.push({ at, text });
  }
  return told;
}

function sourceOf(table: TableTests, texts: readonly FieldValue[]): LogSource | null {
  const product = table.products.find(({ told }) => stands(told, texts))?.product;
  const kind = table.kinds.find(({ told }) => stands(told, texts));
  if (kind === undefined)
    return product === undefined ? null : { product, category: null, service: null };
  const { category, service } = kind;
  return { product: product ?? table.product, category, service };
}

const stands = (told: Told, texts: readonly FieldValue[]): boolean =>
  told.every(({ at, text }) => {
    const value = texts[at] ?? null;
    const found = typeof value === 'string' ? [value] : (value ?? []);
    return found.some((one) => one !== null && fits(one.toLowerCase(), text));
  });

const fits = (told: string, text: string): boolean =>
  text.startsWith('*') ? told.endsWith(text.slice(1)) : told === text;
