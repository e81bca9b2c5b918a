/** What the records of one shape say beside the values of their fields. */
import { rawTextsOf } from '@shared/model/raw-texts';
import { type FieldSet, fieldSetOf } from './field-layout';
import { slotOf } from './mark';
import type { ElementNode } from './record-tree';
import { fieldsOfTree } from './tree-fields';
import { treeTexts } from './tree-texts';

export interface RawLayout {
  /** Where all records say the same. */
  readonly same: readonly string[];
  /** The one tuple of all texts, where some of them are values of a record's own. */
  readonly own: FieldSet | null;
}

/** `tree` holds marks in place of values: one that a field shows whole is taken out with its field. */
export function rawLayoutOf(tree: ElementNode): RawLayout {
  const texts = rawTextsOf(treeTexts(tree), fieldsOfTree(tree).values);
  const isSame = texts.every((text) => slotOf(text) === null);
  return isSame ? { same: texts, own: null } : { same: [], own: fieldSetOf([texts]) };
}
