/** Short ways to write a rule and an event in a test. */
import type { EventFields, FieldValue } from '@shared/model/event';
import type { RuleOutcome } from '@shared/sigma/rule-outcomes';
import { compileRules, type RuleSet } from '@shared/sigma/rule-set';

export const event = (fields: Readonly<Record<string, FieldValue>>): EventFields => ({
  names: Object.keys(fields),
  values: Object.values(fields),
});

export const sysmon = (id: number, fields: Readonly<Record<string, FieldValue>>): EventFields =>
  event({ EventID: String(id), Channel: 'Microsoft-Windows-Sysmon/Operational', ...fields });

/** A rule over any Windows event with this body of `detection`. */
export const rule = (detection: string, logSource = 'product: windows'): string =>
  `title: t\nid: r\nlogsource:\n  ${logSource.replaceAll('\n', '\n  ')}\ndetection:\n  ${detection
    .trim()
    .replaceAll('\n', '\n  ')}\n`;

export const rulesOf = (...texts: string[]): RuleSet =>
  compileRules(texts.map((text, at) => ({ path: `${at}.yml`, text, hash: `hash ${at}` })));

export const outcomeOf = (text: string): RuleOutcome | undefined => rulesOf(text).outcomes[0];

/** Whether a selection of one line (or block) fires. @throws Error where the rule is not loaded */
export function fires(selection: string, fields: Readonly<Record<string, FieldValue>>): boolean {
  const indented = selection.replaceAll('\n', '\n  ');
  const set = rulesOf(rule(`s:\n  ${indented}\ncondition: s`));
  const [outcome] = set.outcomes;
  if (outcome?.state !== 'loaded') throw new Error(outcome?.reason);
  return set.match(event(fields)).length > 0;
}
