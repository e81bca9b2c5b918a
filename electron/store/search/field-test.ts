/** A field's test as a function over one text, for both the plain and the column evaluator. */
import { networkHas, parseIp, parseNetwork } from '@shared/model/ip-address';
import { parseIsoTime } from '@shared/model/time-text';
import { foldCase } from '@shared/model/fold-case';
import { compileLinearRegex } from '@shared/model/linear-regex';
import { type Comparison, endsOf, type FieldTest, type RangeEnd } from '@shared/query/ast';
import { asksAddress, spellingsOf } from '@shared/query/friendly-fields';
import { numberOf } from '@shared/query/parser';
import { wholeMatcher } from '@shared/query/pattern';
import { NO_SPELLINGS } from '@shared/query/spellings';
import { textsOfLinear } from '@shared/text/linear-texts';

export type TextTest = (text: string) => boolean;

/** What a test asks of the texts of a field: in all the ways they are written, where it is a friendly one. */
export function fieldTextTest(field: string, test: FieldTest): TextTest {
  const passes = addressTest(field, test) ?? textTest(test);
  const spellings = spellingsOf(field);
  return spellings === NO_SPELLINGS ? passes : (text) => spellings(text).some(passes);
}

/** Folded texts that every text passing the test holds. */
export function fieldTexts(field: string, test: FieldTest): readonly string[] {
  // Whatever spelling of a text passes is a part of it.
  if (test.kind === 'regex') return textsOfLinear(test.source);
  const isLiteral = test.kind === 'pattern' && !(asksAddress(field) && networkTest(test) !== null);
  if (!isLiteral) return [];
  return test.pattern.flatMap((part) => (part.kind === 'text' ? [foldCase(part.text)] : []));
}

/** Whether whole texts are asked for by a pattern, as they are written alone. */
export const isLiteralTest = (field: string, test: FieldTest): boolean =>
  test.kind === 'pattern' && spellingsOf(field) === NO_SPELLINGS;

/** The one text, folded, that passes; null where others may, or it is one of several spellings. */
export function wholeText(field: string, test: FieldTest): string | null {
  if (test.kind !== 'pattern' || spellingsOf(field) !== NO_SPELLINGS || asksAddress(field))
    return null;
  const [part, ...others] = test.pattern;
  if (part === undefined) return '';
  return part.kind === 'text' && others.length === 0 ? foldCase(part.text) : null;
}

/** An address or one in the network; what is written as the network is found as well. Null where none is asked for. */
function addressTest(field: string, test: FieldTest): TextTest | null {
  const isIn = asksAddress(field) ? networkTest(test) : null;
  if (isIn === null) return null;
  const isWritten = textTest(test);
  return (text) => isIn(text) || isWritten(text);
}

/** `ip:10.0.0.0/8` finds every address in it; null where the test is no network. */
function networkTest(test: FieldTest): TextTest | null {
  const [part, ...others] = test.kind === 'pattern' ? test.pattern : [];
  const network = part?.kind === 'text' && others.length === 0 ? parseNetwork(part.text) : null;
  if (network === null) return null;
  return (text) => {
    const address = parseIp(text);
    return address !== null && networkHas(network, address);
  };
}

/** `exists` is true of any text; whether the field is there at all is asked before. */
export function textTest(test: FieldTest): TextTest {
  switch (test.kind) {
    case 'exists':
      return () => true;
    case 'pattern':
      return wholeMatcher(test.pattern);
    case 'regex':
      return regexTest(test.source);
    case 'compare':
    case 'range': {
      const ends = endsOf(test).map(compareTest);
      return (text) => ends.every((holdsOf) => holdsOf(text));
    }
    case 'number':
      return numberTest(test.text);
    case 'last':
      // A span is one of the event's own time, which is no text.
      return () => false;
  }
}

function regexTest(source: string): TextTest {
  const compiled = compileLinearRegex(source);
  // The parser refused what does not compile.
  if (!compiled.ok) throw new RangeError(compiled.reason);
  const { regex } = compiled;
  return (text) => regex.test(text);
}

export function holds(
  left: number | bigint,
  comparison: Comparison,
  right: number | bigint,
): boolean {
  switch (comparison) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
  }
}

function numberTest(asked: string): TextTest {
  const wanted = numberOf(asked);
  return (text) => {
    const found = wanted === null ? null : numberOf(text);
    return (
      found !== null && wanted !== null && holds(found, '>=', wanted) && holds(found, '<=', wanted)
    );
  };
}

/** As numbers where the asked value is one, else as times; a text that is neither is false. */
function compareTest({ comparison, value }: RangeEnd): TextTest {
  const wanted = numberOf(value);
  if (wanted !== null) {
    return (text) => {
      const found = numberOf(text);
      return found !== null && holds(found, comparison, wanted);
    };
  }
  const time = parseIsoTime(value);
  return (text) => {
    const found = parseIsoTime(text);
    return time !== null && found !== null && holds(found, comparison, time);
  };
}
