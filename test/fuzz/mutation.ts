/** Damage done to a file, small enough to be kept as a recipe. */
export type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'set'; readonly at: number; readonly bytes: readonly number[] }
  /** Writes a stretch of the file over another one. */
  | { readonly kind: 'copy'; readonly from: number; readonly to: number; readonly count: number }
  /** Puts zeros in between: all that follows moves. */
  | { readonly kind: 'insert'; readonly at: number; readonly count: number }
  | { readonly kind: 'remove'; readonly at: number; readonly count: number }
  | { readonly kind: 'cut'; readonly length: number };

/** A damaged file: a fixture by its name and what was done to it. */
export interface Recipe {
  readonly fixture: string;
  readonly mutations: readonly Mutation[];
}

/** Places outside the file are left alone, so that any part of a list can be left out. */
export function mutated(whole: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce(apply, whole.slice());
}

function apply(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  switch (mutation.kind) {
    case 'flip':
      bytes[mutation.at] = (bytes[mutation.at] ?? 0) ^ (1 << mutation.bit);
      return bytes;
    case 'set':
      for (const [index, byte] of mutation.bytes.entries()) bytes[mutation.at + index] = byte;
      return bytes;
    case 'copy':
      bytes.copyWithin(mutation.to, mutation.from, mutation.from + mutation.count);
      return bytes;
    case 'insert':
      return joined(bytes.subarray(0, mutation.at), mutation.count, bytes.subarray(mutation.at));
    case 'remove':
      return joined(
        bytes.subarray(0, mutation.at),
        0,
        bytes.subarray(mutation.at + mutation.count),
      );
    case 'cut':
      return bytes.slice(0, mutation.length);
  }
}

function joined(before: Uint8Array, zeros: number, behind: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + zeros + behind.length);
  bytes.set(before, 0);
  bytes.set(behind, before.length + zeros);
  return bytes;
}
