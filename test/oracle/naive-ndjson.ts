/** NDJSON read the plain way: the whole file as one text, each line to `JSON.parse`. */
export interface NaiveLine {
  readonly lineNumber: number;
  readonly offsetBytes: number;
  /** Undefined where the line is no JSON object. */
  readonly record: Record<string, unknown> | undefined;
}

export function naiveLines(text: string): NaiveLine[] {
  let offsetBytes = 0;
  return text.split('\n').flatMap((line, index) => {
    const start = offsetBytes;
    offsetBytes += new TextEncoder().encode(`${line}\n`).length;
    if (line.trim() === '') return [];
    return [{ lineNumber: index + 1, offsetBytes: start, record: recordOf(line) }];
  });
}

function recordOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line.trim());
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Every scalar below a record, by the keys that lead to it joined with dots; in any order. */
export function naiveTexts(value: unknown, keys: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [`${keys.join('.')}=${String(value)}`];
  if (Array.isArray(value)) return value.flatMap((element) => naiveTexts(element, keys));
  return Object.entries(value).flatMap(([key, inner]) => naiveTexts(inner, [...keys, key]));
}
