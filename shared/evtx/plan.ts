/**
 * A template definition made ready for reading many records: its tree, and which of its values decide
 * what an event looks like. Where a value is only the text of one element, the event has the same fields
 * whether it is empty or not; where it is an optional attribute, it has not.
 */
import { type LayoutBudget, LayoutNode } from './layout-node';
import type { ElementTemplate, Substitution, TemplateNode } from './template';

/** Elements whose Data children go by their own names (evtx.md 7). */
export const CONTAINERS: ReadonlySet<string> = new Set(['EventData', 'UserData']);

/** A plan to fill with values, without what reading many records needs. */
export type LentPlan = Omit<Plan, 'layouts'>;

export interface Plan {
  /** Unique in its store. */
  readonly id: number;
  readonly root: ElementTemplate;
  /** Bytes of the definition's body, behind its 24-byte header. */
  readonly bodyBytes: number;
  /** Whether every name it refers to agrees with its own hash; overwritten ones do not. */
  readonly namesFit: boolean;
  /** First 32 bits of the definition's GUID, which instances repeat (evtx.md 5). */
  readonly templateId: number;
  /** The whole of it, in braces. */
  readonly guid: string;
  /** One past the highest substitution index. */
  readonly slots: number;
  /** Indexes of the values that decide the shape, ascending. */
  readonly deciding: Int32Array;
  /** By index: 1 where the value is the text of a `Data` of a container. */
  readonly isData: Uint8Array;
  /** Where the layouts of events of this template hang. */
  readonly layouts: LayoutNode;
}

/** What a value is used for; `deciding` wins over the others. */
const USE = { none: 0, text: 1, dataText: 2, deciding: 3 } as const;
type Use = (typeof USE)[keyof typeof USE];

export function planOf(
  root: ElementTemplate,
  identity: Pick<Plan, 'id' | 'bodyBytes' | 'templateId' | 'guid' | 'namesFit'>,
  budget: LayoutBudget,
): Plan {
  // Whether a section of an Event, or the root of an embedded stream, holds text is seen by its fields.
  const uses = new Uses(root.name === 'Event' ? 2 : 1);
  uses.element(root, '', 0);
  const { all } = uses;
  return {
    ...identity,
    root,
    slots: all.length,
    deciding: Int32Array.from([...all.keys()].filter((slot) => all[slot] === USE.deciding)),
    isData: Uint8Array.from(all, (use) => (use === USE.dataText ? 1 : 0)),
    layouts: new LayoutNode(budget),
  };
}

class Uses {
  readonly all: Use[] = [];
  readonly #shallowest: number;

  /** `shallowest`: depth below the root from which on an element may just hold a value. */
  constructor(shallowest: number) {
    this.#shallowest = shallowest;
  }

  element(element: ElementTemplate, parent: string, depth: number): void {
    for (const { parts } of element.attributes) {
      for (const part of parts) if (part.kind === 'substitution') this.#note(part, USE.deciding);
    }
    const [only] = element.children;
    if (element.children.length === 1 && only?.kind === 'substitution') {
      this.#note(only, depth < this.#shallowest ? USE.deciding : useOf(element, parent));
    } else for (const child of element.children) this.#child(child, element.name, depth + 1);
  }

  #child(child: TemplateNode, parent: string, depth: number): void {
    if (child.kind === 'element') this.element(child, parent, depth);
    else if (child.kind === 'substitution') this.#note(child, USE.deciding);
  }

  #note({ index }: Substitution, use: Use): void {
    while (this.all.length <= index) this.all.push(USE.none);
    const before = this.all[index] ?? USE.none;
    this.all[index] = before === USE.none || before === use ? use : USE.deciding;
  }
}

function useOf(element: ElementTemplate, parent: string): Use {
  if (element.name === 'Data' && CONTAINERS.has(parent)) return USE.dataText;
  return element.attributes.length === 0 ? USE.text : USE.deciding;
}
