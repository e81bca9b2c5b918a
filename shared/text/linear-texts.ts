/** Texts that every match of a linear expression (shared/model/linear-regex.ts) must hold. */
import { requiredTexts } from './regex-literal';

/** Spellings RE2 reads otherwise than JavaScript does. */
const RE2_ONLY = /\\[pPQC]|\\x\{|\[\[:/;

/** Flags in front, and the name of a group, as RE2 writes them. */
const asJavaScript = (source: string): string =>
  source.replace(/^(?:\(\?[imsU]+\))+/, '').replaceAll('(?P<', '(?<');

/** Folded. RE2 takes the long s for an s, which folding does not: no text goes across one. */
export function textsOfLinear(source: string): readonly string[] {
  if (RE2_ONLY.test(source)) return [];
  return requiredTexts(asJavaScript(source), 'i')
    .flatMap((text) => text.split('s'))
    .filter((text) => text !== '');
}
