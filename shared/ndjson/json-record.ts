import { isPlainDecimal, mayHaveLostDigits } from '@shared/model/number-text';

/** Access to a parsed JSON record. Keys are evidence: never trusted as names. */
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

/** Text, numbers and booleans as text; '' for anything else. */
export const scalarText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';

/**
 * JSON text with long numbers as their digits, because a record id, hash or time that changes in its last
 * places is false evidence. @throws SyntaxError, RangeError where it nests too deep
 */
export const parseExact = (text: string): unknown => JSON.parse(text, exactNumber);

/** The record a text holds as JSON; null where it holds none. */
export function embeddedRecord(value: unknown): JsonRecord | null {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null;
  try {
    const parsed = parseExact(value);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Engines hand a reviver the number as written (ECMAScript "JSON.parse source text access"). */
function exactNumber(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || !mayHaveLostDigits(value)) return value;
  const source = context?.source ?? '';
  return isPlainDecimal(source) ? source : value;
}
