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

const PLAIN_NAME = /^[A-Za-z_][\w.-]*$/;
const NOT_IN_NAME =
  /[^:A-Z_a-z\-.0-9\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]/gu;
const NOT_FIRST_IN_NAME = /^[-.0-9\u00b7\u0300-\u036f\u203f\u2040]/;

/** A name XML can hold: evidence chooses names, and damaged records have any. */
function xmlName(name: string): string {
  if (PLAIN_NAME.test(name)) return name;
  const allowed = name.replace(NOT_IN_NAME, '_');
  return allowed === '' || NOT_FIRST_IN_NAME.test(allowed) ? `_${allowed}` : allowed;
}

/** One line of XML, without a declaration. */
export function renderXml(element: ElementNode): string {
  if (isInstruction(element)) return instruction(element);
  const name = xmlName(nameOf(element));
  const attributes = attributePairs(element)
    .map(([key, value]) => ` ${xmlName(key)}="${attributeText(value)}"`)
    .join('');
  const content = childrenOf(element)
    .map((node) => (isElement(node) ? renderXml(node) : textOf(node)))
    .join('');
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

function instruction(element: ElementNode): string {
  const [text = null] = childrenOf(element);
  const content = isElement(text) ? '' : clean(scalarText(text)).replaceAll('?>', '? >');
  return `<?${xmlName(nameOf(element).slice(1))} ${content}?>`;
}
