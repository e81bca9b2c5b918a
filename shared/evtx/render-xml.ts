/** A record tree as the XML text Windows shows for an event. */
import {
  attributePairs,
  childrenOf,
  type ElementNode,
  isElement,
  isInstruction,
  nameOf,
  type Scalar,
  scalarText,
} from './record-tree';

const ESCAPES: Readonly<Partial<Record<string, string>>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Characters XML 1.0 cannot hold, even escaped; shown as U+FFFD so that the text stays well formed. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const LONE_SURROGATE = /\p{Surrogate}/gu;

const clean = (text: string): string =>
  text.replace(LONE_SURROGATE, '\ufffd').replace(FORBIDDEN, '\ufffd');
const textOf = (scalar: Scalar): string =>
  clean(scalarText(scalar)).replace(/[&<>]|\r/g, (found) => ESCAPES[found] ?? found);
const attributeText = (scalar: Scalar): string =>
  clean(scalarText(scalar)).replace(/[&<>"\t\n\r]/g, (found) => ESCAPES[found] ?? found);

/** One line of XML, without a declaration. */
export function renderXml(element: ElementNode): string {
  if (isInstruction(element)) return instruction(element);
  const name = nameOf(element);
  const attributes = attributePairs(element)
    .map(([key, value]) => ` ${key}="${attributeText(value)}"`)
    .join('');
  const content = childrenOf(element)
    .map((node) => (isElement(node) ? renderXml(node) : textOf(node)))
    .join('');
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

function instruction(element: ElementNode): string {
  const [text = null] = childrenOf(element);
  const content = isElement(text) ? '' : clean(scalarText(text)).replaceAll('?>', '? >');
  return `<${nameOf(element)} ${content}?>`;
}
