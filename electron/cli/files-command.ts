/** `casescope files`: the evidence table. */
import path from 'node:path';
import { CaseReader } from '@electron/store/case/case-reader';
import { FLAG, readArguments, TEXT } from './arguments';
import { noteProblems, print, printJson } from './output';
import { detectionsText, fileLine } from './file-line';
import { seeOthers } from './see-others';

export async function filesCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, { case: TEXT, json: FLAG });
  const caseDir = path.resolve(given.required('case'));
  const problems = await seeOthers(caseDir);
  const reader = CaseReader.open(caseDir);
  try {
    for (const file of reader.files()) {
      const line = fileLine(file);
      if (given.flag('json')) printJson(line);
      else
        print(
          [
            ...[line.state, line.result ?? '', line.events, detectionsText(line), line.hits],
            line.file,
          ].join('\t'),
        );
    }
  } finally {
    reader.close();
  }
  return noteProblems(problems);
}
