/** Texts that every match of a linear expression (shared/model/linear-regex.ts) must hold. */
import { re2AsJavaScript } from './re2-syntax';
import { requiredAlternatives, requiredTexts } from './regex-literal';

/** RE2 takes the long s for an s, which folding does not: no text goes across one. */
export const apartFromLongS = (text: string): string[] =>
  text.split('s').filter((part) => part !== '');

/** All of them, folded. */
export const textsOfLinear = (source: string): readonly string[] =>
  requiredTexts(re2AsJavaScript(source), 'i').flatMap(apartFromLongS);

/** One of them at least, folded, with the long s for an s; null where nothing is sure. */
export const alternativesOfLinear = (source: string): readonly string[] | null =>
  requiredAlternatives(re2AsJavaScript(source), 'i');
