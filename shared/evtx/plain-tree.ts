/**
 * Streams of plain elements, whose values are all literal text: forwarded and exported records, and
 * embedded streams without a template (evtx.md 4). Read straight into the record's tree; gives the same as
 * parsing them like a definition and filling it with no values.
 */
import {
  DEEPEST_ELEMENT,
  ENTITIES,
  type InstanceReader,
  MORE,
  type StreamContext,
} from './binxml-parser';
import { type ChunkBytes, cutAtNul } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import { type ElementNode, type Scalar, scalarText, type TreeNode } from './record-tree';
import { scalarOf } from './value-scalar';
import { VALUE, WIDTH_BYTES } from './value-types';

export class PlainTree {
  readonly #context: StreamContext;
  readonly #chunk: ChunkBytes;
  readonly #instances: InstanceReader;
  #at = 0;
  #end = 0;
  /** Nesting of streams. */
  #depth = 0;
  #instructionTarget = '';

  constructor(context: StreamContext) {
    this.#context = context;
    this.#chunk = context.chunk;
    this.#instances = context.instances;
  }

  /**
   * The element whose start token stands at `start`; the stream reaches to `end`.
   * @throws EvtxDamage
   */
  element(start: number, end: number, depth: number): ElementNode {
    const saved = [this.#at, this.#end, this.#depth] as const;
    [this.#at, this.#end, this.#depth] = [start, end, depth];
    try {
      return this.#element(this.#token(), 0);
    } finally {
      [this.#at, this.#end, this.#depth] = saved;
    }
  }

  #token(): number {
    if (this.#at >= this.#end) throw new EvtxDamage('an element is not closed', this.#at);
    return this.#chunk.u8(this.#at++);
  }

  #element(token: number, depth: number): ElementNode {
    if (depth >= DEEPEST_ELEMENT) throw new EvtxDamage('elements nest too deep', this.#at);
    this.#skipDependency();
    this.#at += 4;
    const name = this.#name();
    if ((token & MORE) !== 0) this.#at += 4;
    const attributes: Scalar[] = [];
    const behind = this.#attributes(attributes);
    const element: [string, readonly Scalar[] | 0, ...TreeNode[]] = [
      name,
      attributes.length > 0 ? attributes : 0,
    ];
    if (behind === 0x02) this.#content(element, depth);
    return element;
  }

  /** Elements outside definitions carry no dependency id; some writers put one there (evtx.md 4). */
  #skipDependency(): void {
    const { names } = this.#context;
    const isName = (skip: number): boolean => names.isName(this.#chunk.u32(this.#at + skip + 4));
    if (!isName(0) && isName(2)) this.#at += 2;
  }

  #name(): string {
    const { names } = this.#context;
    const offset = this.#chunk.u32(this.#at);
    this.#context.noteName?.(this.#at);
    this.#at += 4;
    const name = names.at(offset);
    if (offset === this.#at) this.#at += names.sizeAt(offset);
    return name;
  }

  /** Reads attributes up to the end of the start tag; answers the token that ends it. */
  #attributes(into: Scalar[]): 0x02 | 0x03 {
    let name: string | null = null;
    let value: Scalar | undefined;
    for (;;) {
      const token = this.#token() & ~MORE;
      if (token === 0x06 || token === 0x02 || token === 0x03) {
        if (name !== null && value !== undefined) into.push(name, value);
        if (token !== 0x06) return token;
        name = this.#name();
        value = undefined;
      } else {
        const scalar = this.#scalar(token);
        if (scalar === undefined) throw new EvtxDamage('a node inside a start tag', this.#at);
        value = joined(value, scalar);
      }
    }
  }

  #content(element: [string, readonly Scalar[] | 0, ...TreeNode[]], depth: number): void {
    let text: Scalar | undefined;
    for (;;) {
      const token = this.#token();
      const kind = token & ~MORE;
      const scalar = this.#scalar(kind);
      if (scalar !== undefined) {
        text = joined(text, scalar);
        continue;
      }
      const node = kind === 0x04 ? undefined : this.#node(token, depth);
      // A node that holds nothing does not part the texts around it.
      if (node === undefined && kind !== 0x04) continue;
      if (text !== undefined) element.push(text);
      text = undefined;
      if (node === undefined) return;
      element.push(node);
    }
  }

  /** A text token; undefined where the token is another. */
  #scalar(kind: number): Scalar | undefined {
    switch (kind) {
      case 0x05:
        return this.#value();
      case 0x07:
        return this.#countedText();
      case 0x08: {
        const unit = this.#chunk.u16(this.#at);
        this.#at += 2;
        return String.fromCharCode(unit);
      }
      case 0x09: {
        const name = this.#name();
        return ENTITIES.get(name) ?? `&${name};`;
      }
      default:
        return undefined;
    }
  }

  #value(): Scalar | undefined {
    const type = this.#chunk.u8(this.#at);
    // An embedded stream is a node, not a text.
    if (type === VALUE.binXml) return undefined;
    this.#at++;
    if (type === VALUE.utf16) return cutAtNul(this.#countedText());
    const width = WIDTH_BYTES[type];
    if (width === undefined) throw new EvtxDamage(`a literal of type ${type}`, this.#at);
    const scalar = scalarOf(this.#chunk, type, this.#at, width);
    this.#at += width;
    return scalar;
  }

  #countedText(): string {
    const units = this.#chunk.u16(this.#at);
    const text = this.#chunk.utf16(this.#at + 2, units);
    this.#at += 2 + units * 2;
    return text;
  }

  /** An element, an embedded stream, a template instance or an instruction. */
  #node(token: number, depth: number): TreeNode | undefined {
    const kind = token & ~MORE;
    switch (kind) {
      case 0x01:
        return this.#element(token, depth + 1);
      case 0x05:
        return this.#embedded();
      case 0x0a:
        return this.#target();
      case 0x0b:
        return [`?${this.#instructionTarget}`, 0, this.#countedText()];
      case 0x0f:
        this.#at += 3;
        return undefined;
      case 0x0c: {
        const { element, next } = this.#instances.instance(this.#at, this.#end, this.#depth + 1);
        this.#at = next;
        return element;
      }
      default:
        throw new EvtxDamage(`unknown token 0x${token.toString(16)}`, this.#at - 1);
    }
  }

  #embedded(): ElementNode | undefined {
    const bytes = this.#chunk.u16(this.#at + 1);
    const start = this.#at + 3;
    this.#at = start + bytes;
    return this.#instances.embedded(start, start + bytes, this.#depth + 1);
  }

  #target(): undefined {
    this.#instructionTarget = this.#name();
  }
}

const joined = (before: Scalar | undefined, scalar: Scalar): Scalar =>
  before === undefined ? scalar : scalarText(before) + scalarText(scalar);
