const BYTES_PER_LINE = 8;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/** Offset, bytes and what is printable of them, as a hex viewer lays them out. `hex`: two digits a byte. */
export function hexLines(hex: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < hex.length; at += 2 * BYTES_PER_LINE) {
    const bytes = hex.slice(at, at + 2 * BYTES_PER_LINE).match(/../g) ?? [];
    const offset = (at / 2).toString(16).padStart(4, '0');
    const shown = bytes.join(' ').padEnd(3 * BYTES_PER_LINE - 1);
    lines.push(`${offset}  ${shown}  ${bytes.map(printable).join('')}`);
  }
  return lines;
}

function printable(digits: string): string {
  const byte = Number.parseInt(digits, 16);
  return byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE ? String.fromCharCode(byte) : '.';
}
