/** A name for each rule file of a set: reasons, texts and copies are of the file that is meant. */
import type { RuleSource } from '@shared/sigma/rule-source';

/** Rules that came together. */
export interface NamedRules {
  /** What their paths get in front where they would be ambiguous; null where they keep them. */
  readonly name: string | null;
  readonly sources: readonly RuleSource[];
}

/** The sources in their order; paths that occur more than once get the name of their part in front. */
export function withUniquePaths(parts: readonly NamedRules[]): RuleSource[] {
  const counts = new Map<string, number>();
  for (const { path } of parts.flatMap(({ sources }) => sources))
    counts.set(path, (counts.get(path) ?? 0) + 1);
  const keeps = ({ name }: NamedRules, path: string): boolean =>
    name === null || counts.get(path) === 1;
  const taken = new Set(
    parts.flatMap((part) =>
      part.sources.map(({ path }) => path).filter((path) => keeps(part, path)),
    ),
  );
  return parts.flatMap((part) =>
    part.sources.map((source) => {
      if (keeps(part, source.path)) return source;
      const path = freePath(part.name ?? '', source.path, taken);
      taken.add(path);
      return { ...source, path };
    }),
  );
}

/** In brackets the name is no folder: those of SigmaHQ say what a rule belongs to. */
function freePath(name: string, path: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const free = `[${name}${number === 1 ? '' : ` ${number}`}]/${path}`;
    if (!taken.has(free)) return free;
  }
}
