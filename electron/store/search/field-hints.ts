/** Why a search may have found nothing: it asks fields that no event of the case has. */
import type { FieldTest, Query } from '@shared/query/ast';
import { isCaseField } from '@shared/query/case-fields';
import { fieldsAsked } from '@shared/query/fields-asked';
import { parseQuery } from '@shared/query/parser';
import { LETTER } from '@shared/query/field-name';
import { leavesOf } from '@shared/query/leaves';
import { wordOf } from '@shared/query/pattern';
import { printField, printQuery } from '@shared/query/printer';
import type { CaseSearcher } from '../event-store';
import { slipHints } from './slip-hints';

const EVERYWHERE = { from: null, to: null, sort: 'asc', files: null } as const;

/** Each is one more search of the case. */
const MOST_ASKED = 5;

/** @param text query that found nothing */
export function fieldHints(searcher: CaseSearcher, text: string): readonly string[] {
  const answer = parseQuery(text);
  if (!answer.ok) return [];
  const finds = (query: string): boolean => {
    const counted = { search: { ...EVERYWHERE, query }, start: 0, end: 0, columns: [] };
    const { total, problems } = searcher.eventRows(counted);
    return total > 0 || problems.length > 0;
  };
  const isAnywhere = (name: string): boolean => finds(`${printField(name)}:*`);
  const missing = fieldsAsked(answer.query)
    .slice(0, MOST_ASKED)
    .filter((name) => !isAnywhere(name))
    .map((name) =>
      isCaseField(name)
        ? `No event of the case has this: ${name}.`
        : `No event has a field ${printField(name)}. To search for a text, put all of it in quotation marks.`,
    );
  const pathLike = pathLikeTests(answer.query)
    .slice(0, MOST_ASKED)
    .filter(([name]) => isAnywhere(name))
    .map(([name, word]) => pathHint(name, word));
  const hints = [...missing, ...pathLike, ...severalAtOnce(answer.query), ...slipHints(text)];
  // A case without events has no field at all: that is not the fault of the query.
  return hints.length === 0 || finds('') ? hints : [];
}

/** A letter and an expression behind it, `Q:/x/`, as it is typed: a path of a drive. */
const PATH_LIKE = new RegExp(`^(${LETTER}):/.+/$`, 'u');

const pathLikeTests = (query: Query): readonly (readonly [name: string, word: string])[] =>
  leavesOf(query).flatMap((leaf) => {
    const word = leaf.kind === 'text' ? wordOf(leaf.pattern) : '';
    const name = PATH_LIKE.exec(word)?.[1];
    return name === undefined ? [] : [[name, word] as const];
  });

const pathHint = (name: string, word: string): string =>
  `${word} is read as a path. To ask the field ${name}, put its name in quotation marks: "${name}"${word.slice(name.length)}`;

/** `EventID:(4624 4625)` asks for events that have both values. */
function severalAtOnce(query: Query): readonly string[] {
  if (query.kind === 'not') return severalAtOnce(query.part);
  if (query.kind !== 'and' && query.kind !== 'or') return [];
  const deeper = query.parts.flatMap(severalAtOnce);
  if (query.kind === 'or') return deeper;
  const byField = new Map<string, Query[]>();
  for (const part of query.parts) {
    if (part.kind !== 'field' || !isWhole(part.test)) continue;
    const field = part.field.toLowerCase();
    byField.set(field, [...(byField.get(field) ?? []), part]);
  }
  const together = [...byField.values()].filter((parts) => parts.length > 1);
  return [...deeper, ...together.map((parts) => bothHint(parts.slice(0, MOST_ASKED)))];
}

const isWhole = (test: FieldTest): boolean =>
  test.kind === 'number' ||
  (test.kind === 'pattern' && test.pattern.every(({ kind }) => kind === 'text'));

const bothHint = (parts: readonly Query[]): string =>
  `${printQuery({ kind: 'and', parts })} asks for events that have all of these values. For any of them, write OR or a comma between: ${printQuery({ kind: 'or', parts })}`;
