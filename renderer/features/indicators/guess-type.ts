import type { IndicatorType } from '@shared/model/indicator';
import { parseIp } from '@shared/model/ip-address';

const BY_VALUE: readonly (readonly [RegExp, IndicatorType])[] = [
  [/^[\da-f]{64}$/i, 'sha256'],
  [/^[\da-f]{40}$/i, 'sha1'],
  [/^[\da-f]{32}$/i, 'md5'],
  [/^S-1-\d+(-\d+)+$/i, 'sid'],
  [/^https?:\/\//i, 'url'],
  [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'email'],
  [/^HK(LM|CU|CR|U|EY_)|^\\REGISTRY\\/i, 'registry'],
  [/^\\\\\.\\pipe\\/i, 'pipe'],
];
const BY_FIELD: readonly (readonly [RegExp, IndicatorType])[] = [
  [/commandline/i, 'commandline'],
  [/pipename/i, 'pipe'],
  [/servicename/i, 'service'],
  [/useragent/i, 'useragent'],
  [/queryname|domainname/i, 'domain'],
  [/computer|hostname|workstation/i, 'hostname'],
  [/username|account|^user$/i, 'username'],
];

/** The likely type of a value met in a field; the examiner sees it and can choose another. */
export function indicatorTypeOf(field: string, value: string): IndicatorType {
  const text = value.trim();
  if (parseIp(text) !== null) return 'ip';
  for (const [pattern, type] of BY_VALUE) if (pattern.test(text)) return type;
  for (const [pattern, type] of BY_FIELD) if (pattern.test(field)) return type;
  if (/^([a-z]:)?\\.*\.[a-z\d]{1,5}$/i.test(text)) return 'filepath';
  return 'text';
}
