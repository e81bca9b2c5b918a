/**
 * Template definitions of other files of the case, for records whose own file has none of that id (decision
 * 0021). They come as a fixed snapshot, gathered before the file is read, so what is read with them depends on
 * the snapshot and on nothing else.
 */
import type { LentPlan } from './plan';
import type { ElementTemplate } from './template';

/** A definition, with the names of some files it was seen in and how many there are. */
export interface LentTemplate {
  /** In braces; its first 32 bits are the id instances repeat (evtx.md 5). */
  readonly guid: string;
  /** One past the highest substitution index. */
  readonly slots: number;
  readonly root: ElementTemplate;
  readonly seenIn: readonly string[];
  readonly files: number;
}

export const templateIdOf = (guid: string): number => Number.parseInt(guid.slice(1, 9), 16);

/**
 * Whether a definition may be lent to another file: every name of it is whole, and it holds no stream whose
 * values are of the record it was met in.
 */
export const isLendable = ({ namesFit, root }: LentPlan): boolean => namesFit && !holdsStream(root);

export const holdsStream = (element: ElementTemplate): boolean =>
  element.children.some(
    (child) => child.kind === 'resolved' || (child.kind === 'element' && holdsStream(child)),
  );

export class LentTemplates {
  readonly #byId = new Map<number, LentTemplate[]>();

  constructor(templates: readonly LentTemplate[]) {
    for (const template of templates) {
      const id = templateIdOf(template.guid);
      this.#byId.set(id, [...(this.#byId.get(id) ?? []), template]);
    }
  }

  /**
   * The definitions of an id that need no more than `values` values. Only one that stands alone may be used:
   * of several that differ nothing tells which one the record was written with.
   */
  find(templateId: number, values: number): readonly LentTemplate[] {
    return this.#byId.get(templateId)?.filter(({ slots }) => slots <= values) ?? [];
  }
}
