import { useMemo } from 'react';
import { CASE_FIELDS, isCaseField } from '@shared/query/case-fields';
import { FRIENDLY_NAMES } from '@shared/query/friendly-fields';
import { useAsked } from '../../lib/use-asked';
import { useCaseTotals } from '../evidence/use-case-totals';

const NO_NAMES: readonly string[] = [];

/** Names of the fields that events of the case have, those of most files first. */
export function useFieldNames(): readonly string[] {
  const { published } = useCaseTotals();
  const { answer } = useAsked('events.fields', {}, published);
  return useMemo(
    () =>
      answer === null
        ? NO_NAMES
        : answer.toSorted((a, b) => b.files - a.files).map(({ name }) => name),
    [answer],
  );
}

/** The same, and every other name a query may ask for. */
export function useQueryNames(): readonly string[] {
  const names = useFieldNames();
  return useMemo(() => queryNames(names), [names]);
}

/** @param names of fields that records have; those of a name of the case are counted under it in capitals */
export const queryNames = (names: readonly string[]): readonly string[] => {
  const own = names.map((name) => (isCaseField(name) ? name.toUpperCase() : name));
  return [...new Set([...CASE_FIELDS, 'time', ...FRIENDLY_NAMES, ...own])];
};
