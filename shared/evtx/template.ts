/**
 * What binary XML parses to before values are put in. A template definition is parsed once and filled many
 * times; the stream of a template-less record parses to the same nodes and is filled with no values.
 */
import type { ElementNode, Scalar } from './record-tree';

export interface Substitution {
  readonly kind: 'substitution';
  readonly index: number;
  /** An optional substitution (token 0E) leaves nothing behind where its value is empty. */
  readonly optional: boolean;
}

export interface Literal {
  readonly kind: 'literal';
  readonly scalar: Scalar;
}

/** A template instance or an embedded stream, resolved while it was parsed. */
export interface Resolved {
  readonly kind: 'resolved';
  readonly element: ElementNode;
}

export interface Instruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly text: string;
}

export interface AttributeTemplate {
  readonly name: string;
  readonly parts: (Literal | Substitution)[];
}

export interface ElementTemplate {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: AttributeTemplate[];
  readonly children: TemplateNode[];
}

export type TemplateNode = ElementTemplate | Substitution | Literal | Resolved | Instruction;
