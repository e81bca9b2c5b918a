/** Marks that reports and programs write around a value: `` `evil.com` ``, `<evil.com>`, `["evil.com"]`, `evil.com;`. */

const PAIRS: readonly (readonly [string, string])[] = [
  ...([
    ['`', '`'],
    ['**', '**'],
    ['"', '"'],
    ["'", "'"],
    ['“', '”'],
  ] as const),
  ...([
    ['„', '“'],
    ['‘', '’'],
    ['«', '»'],
    ['<', '>'],
  ] as const),
  ...([
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ] as const),
];
const MOST_LAYERS = 4;
/** Nothing that long is wrapped. */
const LONGEST = 2_000;

/** Layer by layer what is inside; nothing where no mark is around it. */
export function* unwrappings(text: string): Generator<string, void, undefined> {
  if (text.length > LONGEST) return;
  let outer = text;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const unpaired = withoutPair(outer);
    const inner = unpaired === outer ? outer.replace(/\s*[;,:]$/, '') : unpaired;
    if (inner === outer || inner === '') return;
    yield inner;
    outer = inner;
  }
}

function withoutPair(text: string): string {
  for (const [open, close] of PAIRS) {
    const isAround = text.startsWith(open) && text.endsWith(close);
    if (!isAround || text.length <= open.length + close.length) continue;
    const inner = text.slice(open.length, -close.length);
    return inner.includes(open) || inner.includes(close) ? text : inner.trim();
  }
  return text;
}
