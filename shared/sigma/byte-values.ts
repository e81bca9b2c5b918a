/** The modifiers that go through bytes: utf16*, wide, base64, base64offset (sigma.md 1.5). */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const utf8Bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function utf16Bytes(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < units.length; at++)
    view.setUint16(at * 2, units.charCodeAt(at), order === 'le');
  return bytes;
}

/** Standard base64 with padding. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63] ?? '').join('');
    const left = bytes.length - at;
    text += left >= 3 ? digits : digits.slice(0, left + 1).padEnd(4, '=');
  }
  return text;
}

/** Digits that depend on what stands in front of the bytes, by how many bytes do. */
const CUT_START = [0, 2, 3];
/** Digits that depend on what stands behind, by the length of everything modulo 3. */
const CUT_END = [0, 3, 2];

/** The three spellings bytes can have inside a longer base64 text. */
export function base64Offsets(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((shift) => {
    const shifted = new Uint8Array(shift + bytes.length);
    shifted.set(bytes, shift);
    const text = base64(shifted);
    return text.slice(CUT_START[shift], text.length - (CUT_END[shifted.length % 3] ?? 0));
  });
}
