/**
 * What is compared by `LIKE` (STIX 2.1, section 9.6.1), read and written: `%` is any run and `_` one character, neither
 * can be escaped. Of a key the root keeps its underscores: nothing else is meant, and under another name than its own no
 * log could be met.
 */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';

export interface SoughtText {
  readonly value: string;
  readonly mode: MatchMode;
}

const ROOT = /^HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CURRENT_CONFIG|CLASSES_ROOT|USERS)(?![a-z\d])/i;

/** The run before the root of a key, the root, and what stands behind it; there is a root in keys alone. */
function partsOf(text: string, type: IndicatorType, run: '%' | '*') {
  const before = text.startsWith(run) ? run : '';
  const rest = text.slice(before.length);
  const root = type === 'registry' ? (ROOT.exec(rest)?.[0] ?? '') : '';
  return { before, root, behind: rest.slice(root.length) };
}

const asWildcard = (text: string): string => text.replaceAll('%', '*').replaceAll('_', '?');
const asLike = (text: string): string => text.replaceAll('*', '%').replaceAll('?', '_');

/** Null where a star of its own could not be told from a wildcard of ours. */
export function likeSought(text: string, type: IndicatorType): SoughtText | null {
  const { before, root, behind } = partsOf(text, type, '%');
  if (!/[%_]/.test(before + behind)) return { value: text, mode: 'literal' };
  const inner = /^([^%_]*)%$/.exec(behind)?.[1];
  if (before !== '' && inner !== undefined && root + inner !== '')
    return { value: root + inner, mode: 'substring' };
  if (/[*?]/.test(text)) return null;
  return { value: asWildcard(before) + root + asWildcard(behind), mode: 'wildcard' };
}

/** Null where a `%` or `_` of its own would be a wildcard. */
export function likeText(
  value: string,
  type: IndicatorType,
  mode: 'substring' | 'wildcard',
): string | null {
  const { before, root, behind } = partsOf(value, type, '*');
  if (/[%_]/.test(behind)) return null;
  return mode === 'substring' ? `%${value}%` : asLike(before) + root + asLike(behind);
}
