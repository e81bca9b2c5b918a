/** How a source says which log source, in SIGMA's words, a record of it is of: data, told by log-source-teller.ts. */

/** Path to a text, letter case ignored; `*` in front is anything. Empty: always. */
export type When = Readonly<Record<string, string>>;

export interface Kind {
  readonly when: When;
  readonly category?: string | null;
  readonly service?: string | null;
}

export interface ToldProduct {
  readonly when: When;
  readonly product: string;
}

/** A product, and the first kind that fits. Where none does, the product alone, if the record itself told it. */
export interface LogSourceTable {
  /** Of records that tell none of `products`; null: none. */
  readonly product: string | null;
  readonly products: readonly ToldProduct[];
  readonly kinds: readonly Kind[];
}

export const table = (
  product: string | null,
  kinds: readonly Kind[],
  products: readonly ToldProduct[] = [],
): LogSourceTable => ({ product, products, kinds });

/** All records of one product and one service. */
export const service = (product: string, name: string): LogSourceTable =>
  table(product, [{ when: {}, service: name }]);

/** All records of one category, and of one product or any. */
export const category = (product: string | null, name: string): LogSourceTable =>
  table(product, [{ when: {}, category: name }]);

/** What is told → the texts at the path that tell it. */
type Texts = Readonly<Record<string, readonly string[]>>;

function eachText<Told>(
  path: string,
  texts: Texts,
  told: (when: When, name: string) => Told,
): readonly Told[] {
  return Object.entries(texts).flatMap(([name, all]) =>
    all.map((text) => told({ [path]: text.toLowerCase() }, name)),
  );
}

export const categoriesBy = (path: string, texts: Texts): readonly Kind[] =>
  eachText(path, texts, (when, name) => ({ when, category: name }));

export const servicesBy = (path: string, texts: Texts): readonly Kind[] =>
  eachText(path, texts, (when, name) => ({ when, service: name }));

export const productsBy = (path: string, texts: Texts): readonly ToldProduct[] =>
  eachText(path, texts, (when, product) => ({ when, product }));
