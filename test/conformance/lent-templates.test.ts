/** What the public sample logs lend one another, as if they were one case. */
import { openFile } from '@electron/pipeline/file-source';
import { KnownTemplates } from '@electron/pipeline/known-templates';
import { NODE_CODE } from '@electron/pipeline/node-code';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { LentTemplates, templateIdOf } from '@shared/evtx/lent-templates';
import type { LentPlan } from '@shared/evtx/plan';
import { TemplateStore } from '@shared/evtx/template-store';
import type { Recovery } from '@shared/model/event';
import { expect, it } from 'vitest';
import { sampleLogs } from '../bench/evtx-files';

const templates = new TemplateStore();

interface Reading {
  /** By offset, of what is not live. */
  readonly grades: ReadonlyMap<number, Recovery>;
  /** Kinds of flaws that lending makes. */
  readonly told: readonly string[];
}

function read(file: string, lent: LentTemplates | null): Reading {
  const source = openFile(file);
  const grades = new Map<number, Recovery>();
  const told: string[] = [];
  try {
    const reader = openEvtx(source, { templates, native: NODE_CODE, recover: true, lent });
    for (const parsed of reader.events()) {
      if (parsed.type === 'flaw') told.push(parsed.flaw.kind);
      else if (parsed.event.recovery !== 'live')
        grades.set(parsed.event.offsetBytes, parsed.event.recovery);
    }
  } finally {
    source.close();
  }
  return { grades, told };
}

function definitionsIn(file: string): readonly LentPlan[] {
  const source = openFile(file);
  try {
    const reader = openEvtx(source, { templates, native: NODE_CODE });
    for (const _ of reader.events());
    return [...reader.definitions()];
  } finally {
    source.close();
  }
}

/** Every definition of every log. */
function gathered(files: readonly string[]): LentTemplates {
  const plans = files.map((file) => ({ file, plans: definitionsIn(file) }));
  const ids = new Set(plans.flatMap((one) => one.plans.map(({ templateId }) => templateId)));
  const known = new KnownTemplates(ids);
  for (const one of plans) known.note(one.file, one.plans);
  const lent = known.of(ids);
  // Of every id there is one wording, over logs of many builds of Windows: nothing is disputed.
  expect(new Set(lent.map(({ guid }) => templateIdOf(guid))).size).toBe(lent.length);
  return new LentTemplates(lent);
}

it('resolves events of other logs, and changes nothing else', { timeout: 600_000 }, () => {
  const files = sampleLogs();
  const lent = gathered(files);
  const moves = new Map<string, number>();
  for (const file of files) {
    const [before, after] = [read(file, null), read(file, lent)];
    expect([...after.grades.keys()]).toEqual([...before.grades.keys()]);
    for (const [offset, grade] of before.grades) {
      const move = `${grade} to ${after.grades.get(offset)}`;
      moves.set(move, (moves.get(move) ?? 0) + 1);
    }
    const borrowed = [...after.grades.values()].filter((grade) => grade === 'borrowed').length;
    // One that lacks two templates may get one of them, and stays unresolved.
    if (borrowed > 0) expect(after.told).toContain('template-borrowed');
    expect(after.told).not.toContain('template-disputed');
  }
  expect(Object.fromEntries(moves)).toEqual({
    'recovered to recovered': 727,
    'doubtful to doubtful': 1_406,
    'unresolved to borrowed': 841,
    'unresolved to unresolved': 3_836,
  });
});
