/** A rule as documents of detections name it: all that queries and tunings of levels ask. */
import { z } from 'zod';
import type { RuleReference } from '@shared/model/detection';
import { LEVELS } from '@shared/model/level';

/** Of a title: far beyond what anybody writes, and a term holds it in any letters. */
const MOST_TITLE_UNITS = 5_000;

export type NamedRule = Pick<RuleReference, 'ruleId' | 'ruleTitle' | 'level'>;

export const ruleTerm = ({ ruleId, ruleTitle, level }: NamedRule): string =>
  JSON.stringify([ruleId, ruleTitle.slice(0, MOST_TITLE_UNITS), level]);

const TERM = z.tuple([z.string(), z.string(), z.enum(LEVELS)]);

export function ruleOfTerm(term: string): NamedRule {
  const [ruleId, ruleTitle, level] = TERM.parse(JSON.parse(term));
  return { ruleId, ruleTitle, level };
}
