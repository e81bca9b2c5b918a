import { guessType } from '@shared/ioc/guess-type';
import type { IndicatorType } from '@shared/model/indicator';

const BY_FIELD: readonly (readonly [RegExp, IndicatorType])[] = [
  [/commandline/i, 'commandline'],
  [/pipename/i, 'pipe'],
  [/servicename/i, 'service'],
  [/useragent/i, 'useragent'],
  [/queryname|domainname/i, 'domain'],
  [/computer|hostname|workstation/i, 'hostname'],
  [/username|account|^user$/i, 'username'],
];

/** Looks that a value may have by chance: a field that says more decides. */
const WEAK_LOOKS: ReadonlySet<IndicatorType> = new Set(['text', 'domain', 'filename', 'filepath']);

/** The likely type of a value met in a field; the examiner sees it and can choose another. */
export function indicatorTypeOf(field: string, value: string): IndicatorType {
  const text = value.trim();
  const looks = guessType(text);
  if (!WEAK_LOOKS.has(looks)) return looks;
  return BY_FIELD.find(([pattern]) => pattern.test(field))?.[1] ?? looks;
}
