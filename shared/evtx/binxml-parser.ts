/**
 * Binary XML tokens to template nodes (evtx.md 4). Each call parses one stream of one chunk; what needs
 * values (template instances, embedded streams) is handed to the `InstanceReader`.
 */
import { type ChunkBytes, cutAtNul } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { NameTable } from './name-table';
import type { ElementNode } from './record-tree';
import type {
  AttributeTemplate,
  ElementTemplate,
  Literal,
  Resolved,
  TemplateNode,
} from './template';
import { scalarOf } from './value-scalar';
import { VALUE, WIDTH_BYTES } from './value-types';

/** Bit "more follows": never changes the layout except on an element start (attribute list size). */
export const MORE = 0x40;
/**
 * Real records nest two streams and some ten elements. Both limits together keep a tree shallow enough for
 * the stack of everyone who walks it.
 */
export const DEEPEST_STREAM = 16;
export const DEEPEST_ELEMENT = 64;
export const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...([
    ['quot', '"'],
    ['apos', "'"],
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
  ] as const),
]);

export interface InstanceReader {
  /** Resolves the template instance at `offset` (just behind its token). */
  instance(offset: number, end: number, depth: number): { element: ElementNode; next: number };
  /** Resolves the stream embedded as a 21-typed value; undefined where it holds no element. */
  embedded(offset: number, end: number, depth: number): ElementNode | undefined;
}

export interface StreamContext {
  readonly chunk: ChunkBytes;
  readonly names: NameTable;
  readonly instances: InstanceReader;
  /** Told the position of every reference to a name, for those who compare definitions. */
  readonly noteName?: (position: number) => void;
}

type OpenElement = ElementTemplate & { attributes: AttributeTemplate[]; children: TemplateNode[] };

export const isRoot = (node: TemplateNode): node is ElementTemplate | Resolved =>
  node.kind === 'element' || node.kind === 'resolved';

export class BinXmlParser {
  readonly #context: StreamContext;
  readonly #inDefinition: boolean;
  readonly #end: number;
  readonly #depth: number;
  readonly #top: TemplateNode[] = [];
  readonly #open: OpenElement[] = [];
  /** The element whose start tag is being read. */
  #starting: OpenElement | null = null;
  #attribute: AttributeTemplate | null = null;
  #instructionTarget = '';
  #at: number;

  constructor(
    context: StreamContext,
    range: { readonly start: number; readonly end: number },
    options: { readonly inDefinition: boolean; readonly depth: number },
  ) {
    if (options.depth > DEEPEST_STREAM) throw new EvtxDamage('streams nest too deep', range.start);
    this.#context = context;
    this.#at = range.start;
    this.#end = range.end;
    this.#inDefinition = options.inDefinition;
    this.#depth = options.depth;
  }

  /** The nodes of the stream, in order. @throws EvtxDamage */
  parse(): TemplateNode[] {
    while (this.#at < this.#end) {
      const at = this.#at++;
      const token = this.#context.chunk.u8(at);
      if (token === 0) break;
      this.#token(token, at);
      // What follows the root of a record is none of it: other fragments, or left-over bytes.
      if (!this.#inDefinition && this.#top.some(isRoot)) break;
    }
    if (this.#starting !== null || this.#open.length > 0) {
      throw new EvtxDamage('an element is not closed', this.#at);
    }
    return this.#top;
  }

  #token(token: number, at: number): void {
    switch (token & ~MORE) {
      case 0x01:
        return this.#startElement((token & MORE) !== 0);
      case 0x02:
        return this.#closeStart(at);
      case 0x03:
        return this.#push(this.#takeStarting(at));
      case 0x04:
        return this.#endElement(at);
      case 0x05:
        return this.#value();
      case 0x06:
        return this.#startAttribute(at);
      case 0x07:
        return this.#literal(this.#countedText());
      case 0x08:
        return this.#literal(String.fromCharCode(this.#u16()));
      case 0x09: {
        const name = this.#name();
        return this.#literal(ENTITIES.get(name) ?? `&${name};`);
      }
      case 0x0a:
        this.#needContent('an instruction', at);
        this.#instructionTarget = this.#name();
        return;
      case 0x0b:
        return this.#push({
          kind: 'instruction',
          target: this.#instructionTarget,
          text: this.#countedText(),
        });
      case 0x0c:
        return this.#instance(at);
      case 0x0d:
      case 0x0e:
        return this.#substitution((token & ~MORE) === 0x0e, at);
      case 0x0f:
        this.#needContent('a fragment', at);
        this.#at += 3;
        return;
      default:
        throw new EvtxDamage(`unknown token 0x${token.toString(16)}`, at);
    }
  }

  #needContent(what: string, at: number): void {
    if (this.#starting !== null) throw new EvtxDamage(`${what} inside a start tag`, at);
  }

  #u16(): number {
    const value = this.#context.chunk.u16(this.#at);
    this.#at += 2;
    return value;
  }

  #countedText(): string {
    const units = this.#u16();
    const text = this.#context.chunk.utf16(this.#at, units);
    this.#at += units * 2;
    return text;
  }

  #name(): string {
    const { chunk, names, noteName } = this.#context;
    const offset = chunk.u32(this.#at);
    noteName?.(this.#at);
    this.#at += 4;
    const name = names.at(offset);
    if (offset === this.#at) this.#at += names.sizeAt(offset);
    return name;
  }

  /**
   * Elements of a definition carry a dependency id, others do not; some writers mix the two up, so where
   * the expected layout leads to no name and the other one does, the other one is taken.
   */
  #startElement(hasAttributes: boolean): void {
    this.#needContent('an element', this.#at);
    if (this.#open.length >= DEEPEST_ELEMENT) {
      throw new EvtxDamage('elements nest too deep', this.#at);
    }
    const { chunk, names } = this.#context;
    const expected = this.#inDefinition ? 2 : 0;
    const leadsToName = (skip: number): boolean => names.isName(chunk.u32(this.#at + skip + 4));
    const skip = !leadsToName(expected) && leadsToName(2 - expected) ? 2 - expected : expected;
    this.#at += skip + 4;
    const name = this.#name();
    if (hasAttributes) this.#at += 4;
    this.#starting = { kind: 'element', name, attributes: [], children: [] };
    this.#attribute = null;
  }

  #takeStarting(at: number): OpenElement {
    const element = this.#starting;
    if (element === null) throw new EvtxDamage('a start tag is closed that was not opened', at);
    this.#starting = null;
    this.#attribute = null;
    return element;
  }

  #closeStart(at: number): void {
    this.#open.push(this.#takeStarting(at));
  }

  #endElement(at: number): void {
    const element = this.#open.pop();
    if (element === undefined || this.#starting !== null) {
      throw new EvtxDamage('an element is closed that was not opened', at);
    }
    this.#push(element);
  }

  #startAttribute(at: number): void {
    if (this.#starting === null) throw new EvtxDamage('an attribute outside a start tag', at);
    this.#attribute = { name: this.#name(), parts: [] };
    this.#starting.attributes.push(this.#attribute);
  }

  #value(): void {
    const { chunk, instances } = this.#context;
    const type = chunk.u8(this.#at++);
    if (type === VALUE.utf16) return this.#literal(cutAtNul(this.#countedText()));
    if (type === VALUE.binXml) {
      this.#needContent('a stream', this.#at);
      const bytes = this.#u16();
      const element = instances.embedded(this.#at, this.#at + bytes, this.#depth + 1);
      this.#at += bytes;
      if (element !== undefined) this.#push({ kind: 'resolved', element });
      return;
    }
    const width = WIDTH_BYTES[type];
    if (width === undefined) throw new EvtxDamage(`a literal of type ${type}`, this.#at);
    this.#literal(scalarOf(chunk, type, this.#at, width));
    this.#at += width;
  }

  #instance(at: number): void {
    if (this.#inDefinition) throw new EvtxDamage('a template instance inside a definition', at);
    const { element, next } = this.#context.instances.instance(
      this.#at,
      this.#end,
      this.#depth + 1,
    );
    this.#at = next;
    this.#push({ kind: 'resolved', element });
  }

  #substitution(optional: boolean, at: number): void {
    if (!this.#inDefinition) throw new EvtxDamage('a substitution outside a definition', at);
    const index = this.#u16();
    // The declared type is skipped: the type in the value's descriptor decides.
    this.#at += 1;
    this.#push({ kind: 'substitution', index, optional });
  }

  #literal(scalar: Literal['scalar']): void {
    this.#push({ kind: 'literal', scalar });
  }

  #push(node: TemplateNode): void {
    if (this.#starting !== null) {
      if (node.kind !== 'literal' && node.kind !== 'substitution') {
        throw new EvtxDamage(`a ${node.kind} inside a start tag`, this.#at);
      }
      this.#attribute?.parts.push(node);
      return;
    }
    (this.#open.at(-1)?.children ?? this.#top).push(node);
  }
}
