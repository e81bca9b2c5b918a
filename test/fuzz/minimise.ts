/** The smallest part of a list of mutations that still does what the whole did. */
import type { Mutation } from './mutation';

/** Leaves out one at a time, then shortens what is written, as long as `fails` says yes. */
export function minimised(
  mutations: readonly Mutation[],
  fails: (mutations: readonly Mutation[]) => boolean,
): readonly Mutation[] {
  let kept = mutations;
  for (let at = kept.length - 1; at >= 0; at--) {
    const fewer = kept.toSpliced(at, 1);
    if (fails(fewer)) kept = fewer;
  }
  for (const at of kept.keys()) {
    for (let mutation = kept[at]; mutation !== undefined;) {
      const tried = shorter(mutation);
      if (tried === null || !fails(kept.with(at, tried))) break;
      kept = kept.with(at, tried);
      mutation = tried;
    }
  }
  return kept;
}

function shorter(mutation: Mutation): Mutation | null {
  if (mutation.kind === 'set' && mutation.bytes.length > 1) {
    return { ...mutation, bytes: mutation.bytes.slice(0, mutation.bytes.length >> 1) };
  }
  if (mutation.kind === 'copy' && mutation.count > 1) {
    return { ...mutation, count: mutation.count >> 1 };
  }
  return null;
}
