/** A field's test as a function over one text, for both the plain and the column evaluator. */
import { parseIsoTime } from '@shared/model/time-text';
import { compileLinearRegex } from '@shared/model/linear-regex';
import type { Comparison, FieldTest } from '@shared/query/ast';
import { numberOf } from '@shared/query/parser';
import { wholeMatcher } from '@shared/query/pattern';

export type TextTest = (text: string) => boolean;

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
      return compareTest(test.comparison, test.value);
  }
}

function regexTest(source: string): TextTest {
  const compiled = compileLinearRegex(source);
  // The parser refused what does not compile.
  if (!compiled.ok) throw new RangeError(compiled.reason);
  return (text) => compiled.regex.find(text) !== null;
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

/** As numbers where the asked value is one, else as times; a text that is neither is false. */
function compareTest(comparison: Comparison, value: string): TextTest {
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
