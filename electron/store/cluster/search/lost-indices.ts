/** Which indices of a case are not there as its books say, and what to do: asked only when events are missing. */
import { z } from 'zod';
import type { PublishedFile } from '../../case/published-rows';
import type { CaseCalls } from '../case-calls';

/** Names shown of several. */
const MOST_NAMES = 3;

const ALIASES = z.record(z.string(), z.object({ aliases: z.record(z.string(), z.unknown()) }));

/** @param indexOf where a file's events lie; null where no book says so */
export function lostIndices(
  calls: CaseCalls,
  files: readonly PublishedFile[],
  indexOf: (file: PublishedFile) => string | null,
): string {
  const { alias } = calls.indices;
  const aliasesOf = (wildcards: 'open' | 'closed') => {
    const query = { expand_wildcards: wildcards };
    const call = { method: 'GET', path: `/${alias}-*/_alias`, query } as const;
    return ALIASES.parse(calls.line.ask(call).body);
  };
  const [open, closed] = [aliasesOf('open'), aliasesOf('closed')];
  const filesOf = new Map<string, PublishedFile[]>();
  for (const file of files) {
    const index = indexOf(file) ?? '';
    const its = filesOf.get(index);
    if (its === undefined) filesOf.set(index, [file]);
    else its.push(file);
  }
  const told = [...filesOf].flatMap(([index, its]) => {
    if (index === '') return [`the books do not tell of ${namesOf(its)}. Re-index.`];
    if (closed[index] !== undefined)
      return [`the index ${index} is closed in the cluster. Have it opened: POST /${index}/_open.`];
    if (open[index] === undefined)
      return [`the index ${index} is not in the cluster any more. Re-index ${namesOf(its)}.`];
    if (open[index].aliases[alias] === undefined)
      return [`the index ${index} has lost its alias ${alias}. Have it added again.`];
    return [];
  });
  if (told.length > 0) return told.join(' Also ');
  return `indices of the case have less than its books say (${[...filesOf.keys()].slice(0, MOST_NAMES).join(', ')}). Verify the files, and re-index them.`;
}

function namesOf(files: readonly PublishedFile[]): string {
  const names = files.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = files.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
