/**
 * The platform globals shared may use: the Encoding Standard, the same in Node and in the browser.
 * (https://encoding.spec.whatwg.org)
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
