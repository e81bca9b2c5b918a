/** Fields that say how the examiner marked an event. */
import type { Query } from './ast';
import { fieldsAsked } from './fields-asked';

const MARK_NAMES = ['tag', 'note', 'hidden'] as const;
export type MarkName = (typeof MARK_NAMES)[number];
export const isMarkName = (name: string): name is MarkName =>
  MARK_NAMES.some((one) => one === name);

/** Whether what a query finds changes with what the examiner marks. */
export const asksMarks = (query: Query): boolean =>
  fieldsAsked(query).some((name) => isMarkName(name.toLowerCase()));
