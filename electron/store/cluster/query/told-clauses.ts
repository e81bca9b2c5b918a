/** What the case itself says of events (told-by-case.ts), as clauses. */
import { RECOVERIES } from '@shared/model/event';
import type { FieldTest } from '@shared/query/ast';
import { textTest } from '../../search/field-test';
import { levelTest, ruleTest, textsOfMark, textsOfRecovery } from '../../search/told-by-case';
import { partOfFile } from '../search/parts';
import type { AskedCase } from './asked-case';
import { type Clause, NOTHING, termsIn } from './clause';
import { timeBeginClause } from './time-clauses';

/** @param name in lower case */
export function toldClause(name: string, test: FieldTest, asked: AskedCase): Clause {
  const passes = textTest(test);
  switch (name) {
    case 'file':
      return termsIn('part', asked.files.filter((file) => passes(file.name)).map(partOfFile));
    case 'recovered':
      return recoveredClause(passes);
    case 'time':
      if (test.kind !== 'pattern') return NOTHING;
      return timeBeginClause(test.pattern, asked.index, asked.published);
    case 'level':
      return asked.detected(levelTest(test));
    case 'rule':
      return asked.detected(ruleTest(passes));
    case 'indicator':
      return asked.hit(passes);
    case 'tag':
    case 'note':
    case 'hidden':
      return termsIn(
        '_id',
        asked.marked((marks) => textsOfMark(name, marks).some(passes)),
      );
    default:
      return NOTHING;
  }
}

/** Events the examiner put out of sight: by the mark alone. */
export const hiddenClause = (asked: AskedCase): Clause =>
  termsIn(
    '_id',
    asked.marked(({ hidden }) => hidden !== null),
  );

export function recoveredClause(passes: (text: string) => boolean): Clause {
  const grades = RECOVERIES.filter((grade) => textsOfRecovery(grade).some(passes));
  return termsIn('recovery', grades);
}
