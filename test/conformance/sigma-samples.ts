/** The public samples the SIGMA conformance tests read; they lie outside the repository and stay there. */
import fs from 'node:fs';
import path from 'node:path';
import { openFile } from '@electron/pipeline/file-source';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { openEvtx } from '@shared/evtx/evtx-reader';
import type { EventRecord } from '@shared/model/event';
import { compileRules, type RuleSet } from '@shared/sigma/rule-set';

const root = path.resolve(import.meta.dirname, '../../../shared/samples');

export const samplePath = (...parts: string[]): string => path.join(root, ...parts);

export async function compileSigmaHq(): Promise<RuleSet> {
  return compileRules(await readRuleSources([samplePath('sigmahq-rules.zip')]));
}

/** Events of an EVTX file in order; damage is another test's business. */
export function* eventsOfEvtx(file: string): Generator<EventRecord> {
  const source = openFile(file);
  try {
    for (const parsed of openEvtx(source).records()) {
      if (parsed.type === 'event') yield parsed.event;
    }
  } finally {
    source.close();
  }
}

/** Every file below a folder whose name ends so, in a stable order. */
export function filesBelow(folder: string, ending: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => path.join(folder, name));
}
