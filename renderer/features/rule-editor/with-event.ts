/** The unit tests of a rule, as text. */
import type { EventDetail } from '@shared/contract/event-views';
import { CORE_SCHEMA, dump } from 'js-yaml';

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
