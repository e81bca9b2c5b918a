/** Which encoding a text file has, told by its byte order mark or by the zero bytes of ASCII in UTF-16. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly markBytes: number;
  readonly unitBytes: 1 | 2;
}

const UTF8: TextEncoding = { name: 'utf-8', markBytes: 0, unitBytes: 1 };

/** `head`: the first bytes of the file, at least four where there are that many. */
export function encodingOf(head: Uint8Array): TextEncoding {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { ...UTF8, markBytes: 3 };
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', markBytes: 2, unitBytes: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', markBytes: 2, unitBytes: 2 };
  if (head.length >= 4 && a !== 0 && b === 0 && head[3] === 0) {
    return { name: 'utf-16le', markBytes: 0, unitBytes: 2 };
  }
  if (head.length >= 4 && a === 0 && b !== 0 && c === 0) {
    return { name: 'utf-16be', markBytes: 0, unitBytes: 2 };
  }
  return UTF8;
}
