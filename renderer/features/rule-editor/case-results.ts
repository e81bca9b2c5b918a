/** The unit tests of a rule, run as they are written. */
import { errorText } from '@shared/model/errors';
import { type RuleCasesResult, runRuleCases } from '@shared/sigma/rule-cases';
import type { EventDetail } from '@shared/contract/views';
import { CORE_SCHEMA, dump } from 'js-yaml';

export type CaseResults =
  | { readonly type: 'none' }
  | { readonly type: 'unreadable'; readonly reason: string }
  | ({ readonly type: 'ran' } & RuleCasesResult);

export function runCases(cases: string, rule: string): CaseResults {
  if (cases.trim() === '') return { type: 'none' };
  try {
    return { type: 'ran', ...runRuleCases(cases, rule) };
  } catch (error) {
    // Text that is being typed is often no list yet.
    return { type: 'unreadable', reason: errorText(error) };
  }
}

/** The cases with one more: that the rule finds this event, where its log source says to look. */
export function withEvent(cases: string, event: EventDetail): string {
  const fields = Object.fromEntries(event.fields.map(({ name, value }) => [name, value]));
  const one = {
    name: `finds ${event.fileName} ${event.time ?? ''}`.trim(),
    mode: 'mapped',
    match: true,
  };
  const added = dump([{ ...one, event: fields }], { schema: CORE_SCHEMA, lineWidth: -1 });
  return cases.trim() === '' ? added : `${cases.replace(/\s*$/, '')}\n${added}`;
}
