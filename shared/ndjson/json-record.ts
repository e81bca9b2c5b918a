/** Access to a parsed JSON record by path, and its flat form. Keys are evidence: never trusted as names. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Deeper nesting is refused as a flaw: no log nests so deep, an attack does. */
export const DEEPEST_NESTING = 128;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path. A key that itself holds the dots (`host.name`) is found as well. */
export function at(record: JsonRecord, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  let dot = path.indexOf('.');
  while (dot > 0) {
    const head = path.slice(0, dot);
    if (Object.hasOwn(record, head)) {
      const inner = record[head];
      const found = isRecord(inner) ? at(inner, path.slice(dot + 1)) : undefined;
      if (found !== undefined) return found;
    }
    dot = path.indexOf('.', dot + 1);
  }
  return undefined;
}

/** Text, numbers and booleans as text; anything else is null. */
export function scalarTextOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}

/**
 * JSON text as a value. An integer past 2^53 comes as its digits, because a record id or hash that
 * changes in its last places is false evidence. @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, exactInteger) : JSON.parse(text);
}

const LONG_NUMBER = /[\s:[,-]\d{16}/;

/** Engines hand a reviver the number as written (ECMAScript "JSON.parse source text access"). */
function exactInteger(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
}

/** The first path that leads to a text, number or boolean. */
export function firstText(record: JsonRecord, paths: readonly string[]): string | null {
  for (const path of paths) {
    const text = scalarTextOf(at(record, path));
    if (text !== null && text !== '') return text;
  }
  return null;
}

/**
 * Every leaf with its dotted path, in order; elements of arrays under the path of the array.
 * @throws RangeError past the deepest nesting
 */
export function* leaves(
  value: unknown,
  path = '',
  depth = 0,
): Generator<readonly [path: string, text: string | null]> {
  if (depth > DEEPEST_NESTING) throw new RangeError(`values nest deeper than ${DEEPEST_NESTING}`);
  if (Array.isArray(value)) {
    for (const element of value) yield* leaves(element, path, depth + 1);
    return;
  }
  if (!isRecord(value)) {
    yield [path, scalarTextOf(value)];
    return;
  }
  for (const key of Object.keys(value)) {
    yield* leaves(value[key], path === '' ? key : `${path}.${key}`, depth + 1);
  }
}
