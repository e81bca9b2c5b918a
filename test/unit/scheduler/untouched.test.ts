/** After any changes of indicators a file is current exactly when a hunt with all of them would find what it has. */
import fs from 'node:fs';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { PackReference } from '@shared/contract/order';
import type { UntouchedFile } from '@shared/contract/untouched';
import { IndicatorHunt } from '@shared/ioc/indicator-hunt';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { type FileId, fileId, generation, runId } from '@shared/model/ids';
import { type IndicatorHit, NO_FACTS, type SoughtIndicator } from '@shared/model/indicator';
import { checkIndicator } from '@shared/ioc/check-indicator';
import { samenessKey } from '@shared/ioc/sameness';
import { untouchedHere } from '@electron/pipeline/untouched-here';
import { writeIndicatorPack, writePack } from '@electron/pipeline/packs';
import { CaseIndicators } from '@electron/scheduler/case-indicators';
import { CaseUntouched } from '@electron/scheduler/case-untouched';
import { CaseDatabase } from '@electron/store/case/case-database';
import { casePaths, hitsPath, indicatorPackPath, shardPath } from '@electron/store/case-paths';
import { SegmentEventColumns } from '@electron/store/segment-event-columns';
import { openWriter } from '@electron/store/sqlite';
import { openGeneration } from '@electron/store/shard/open-generation';
import { HitsWriter, readHits, type StoredHit } from '@electron/store/sidecar/hits';
import { type GivenEvent, searchOver } from '../../fixtures/case-of-events';
import { packFiles } from '../../fixtures/packed-case';
import { type Draft, draft, event } from '../../fixtures/random-indicators';

const GENERATION = generation(1);
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A case whose files are hunted here, without a queue or workers. */
class HuntedCase {
  readonly database: CaseDatabase;
  readonly indicators: CaseIndicators;
  readonly untouched: CaseUntouched;
  readonly caseDir: string;
  #pack: PackReference;
  #runs = 0;

  /** @param meanwhile what happens while the answer is on its way */
  constructor(caseDir: string, meanwhile = (answer: readonly UntouchedFile[]) => answer) {
    this.caseDir = caseDir;
    this.database = CaseDatabase.openToWrite(caseDir, 'a test');
    this.#pack = this.#packOf([]);
    this.untouched = new CaseUntouched(
      this.database,
      caseDir,
      (order) => Promise.resolve(meanwhile(untouchedHere(caseDir, order))),
      { now: () => this.#pack, onFile: () => undefined },
    );
    this.indicators = new CaseIndicators(this.database, () => {
      this.#pack = this.#packOf(this.indicators.all());
      this.untouched.look();
    });
    closing.push(() => this.database.close());
  }

  #packOf(indicators: readonly SoughtIndicator[]): PackReference {
    return writeIndicatorPack(casePaths.packs(this.caseDir), indicators);
  }

  files(): FileId[] {
    return this.database.files().map(({ id }) => id);
  }

  isCurrent(id: FileId): boolean {
    const { published } = this.database.evidenceTable.file(id);
    return published?.huntedWith.indicators === this.#pack.hash;
  }

  /** A file's hits by a hunt that starts now. */
  found(id: FileId): StoredHit[] {
    const { published } = this.database.evidenceTable.file(id);
    const place = { file: id, generation: GENERATION, pack: published?.pack ?? null };
    const stored = openGeneration(this.caseDir, place);
    const hits: StoredHit[] = [];
    try {
      const matcher = new IndicatorMatcher(this.database.indicators().filter((one) => one.active));
      for (let at = 0; at < stored.head.segmentCount; at++) {
        const { firstEvent, events } = stored.segment(at);
        new IndicatorHunt(matcher, new SegmentEventColumns(stored, at, events)).run(
          () => stored.rawTexts(at),
          (place, hit) => hits.push({ event: firstEvent + place, ...hit }),
          () => undefined,
        );
      }
    } finally {
      stored.close();
    }
    return hits;
  }

  kept(id: FileId): StoredHit[] {
    const hitsRun = this.database.evidenceTable.file(id).published?.hitsRun ?? null;
    return hitsRun === null ? [] : readHits(hitsPath(this.caseDir, id, GENERATION, hitsRun));
  }

  hunt(id: FileId): void {
    const { published } = this.database.evidenceTable.file(id);
    if (published === null) throw new Error(`nothing is published of file ${id}`);
    const hitsRun = runId(++this.#runs);
    const writer = new HitsWriter(hitsPath(this.caseDir, id, GENERATION, hitsRun));
    for (const { event: at, ...hit } of this.found(id)) writer.add(at, hit);
    const counted = writer.finish({ indicators: this.#pack.hash });
    this.database.evidenceTable.publish(id, {
      ...{ ...published, hitsRun, counts: { ...published.counts, ...counted } },
      huntedWith: { rules: null, indicators: this.#pack.hash },
    });
  }
}

const saying = (hits: readonly (IndicatorHit & { readonly event: number })[]): string[] =>
  hits.map((hit) => JSON.stringify(hit)).toSorted();

type Step =
  | { readonly type: 'add'; readonly drafts: readonly Draft[] }
  | { readonly type: 'change' | 'switch' | 'delete'; readonly at: number; readonly draft: Draft }
  | { readonly type: 'hunt' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.array(draft, { minLength: 1, maxLength: 3 }).map(adding) },
  fc.record({
    type: fc.constantFrom('change' as const, 'switch' as const, 'delete' as const),
    at: fc.nat(),
    draft,
  }),
  fc.constant<Step>({ type: 'hunt' }),
);

function adding(drafts: readonly Draft[]): Step {
  return { type: 'add', drafts };
}

const whole = (one: Draft) => ({ ...one, ...NO_FACTS, active: true });

function take(one: HuntedCase, given: Step): void {
  if (given.type === 'hunt')
    return one
      .files()
      .filter((id) => !one.isCurrent(id))
      .forEach((id) => one.hunt(id));
  if (given.type === 'add')
    return void one.indicators.add(
      given.drafts.filter((each) => checkIndicator(each).ok).map(whole),
    );
  const all = one.database.indicators();
  const chosen = all[given.at % Math.max(1, all.length)];
  if (chosen === undefined) return;
  const { id, active } = chosen;
  if (given.type === 'delete') one.indicators.delete([id]);
  else if (given.type === 'switch') one.indicators.change([id], { active: !active });
  else if (
    checkIndicator(given.draft).ok &&
    !all.some((other) => samenessKey(other) === samenessKey(given.draft))
  )
    one.indicators.put({ ...whole(given.draft), id });
}

const given = fc.array(event, { maxLength: 6 });

test.each([
  { name: 'shards of their own', isPacked: false },
  { name: 'shards with room for one field', isPacked: false, mostFields: 1 },
  { name: 'a pack', isPacked: true },
])(
  'added, changed, switched off and on, deleted and hunted in any order: $name',
  async ({ isPacked, mostFields }) => {
    const reached = { untouched: 0, touched: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(given, given, given),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        async ([a, b, c], steps) => {
          const { caseDir } = searchOver({ a, b, c }, mostFields);
          if (isPacked) packFiles(caseDir);
          const one = new HuntedCase(caseDir);
          one.files().forEach((id) => one.hunt(id));
          for (const each of steps) {
            take(one, each);
            await one.untouched.settled();
            for (const id of one.files()) {
              const isSame = saying(one.found(id)).join() === saying(one.kept(id)).join();
              expect(one.isCurrent(id)).toBe(isSame);
              if (each.type !== 'hunt') reached[isSame ? 'untouched' : 'touched']++;
            }
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(reached.untouched).toBeGreaterThan(30);
    expect(reached.touched).toBeGreaterThan(15);
  },
  120_000,
);

const evil: GivenEvent = { time: null, fields: [['Query', 'evil.example']] };
const other: GivenEvent = { time: null, fields: [['Query', 'norte.example']] };
const domain = (value: string) => whole({ type: 'domain', value, mode: 'literal' });
const currentIn = (one: HuntedCase): FileId[] => one.files().filter((id) => one.isCurrent(id));

test('a file that was indexed before raw texts were kept is hunted again for what is added, not for what goes', async () => {
  const { caseDir } = searchOver({ older: [other], newer: [other] });
  const writer = openWriter(shardPath(caseDir, fileId(1), GENERATION));
  writer.exec("UPDATE meta SET value = '1' WHERE key = 'version'");
  writer.close();
  const one = new HuntedCase(caseDir);
  one.files().forEach((id) => one.hunt(id));
  const { indicators } = one.indicators.add([domain('evil.example')]);
  await one.untouched.settled();
  expect(currentIn(one)).toEqual([2]);
  one.hunt(fileId(1));
  one.indicators.delete(indicators.map(({ id }) => id));
  await one.untouched.settled();
  expect(currentIn(one)).toEqual([1, 2]);
});

test('a file that cannot be read stays stale, the others are current', async () => {
  const { caseDir } = searchOver({ broken: [other], whole: [other] });
  const one = new HuntedCase(caseDir);
  one.files().forEach((id) => one.hunt(id));
  fs.writeFileSync(shardPath(caseDir, fileId(1), GENERATION), 'no shard');
  one.indicators.add([domain('evil.example')]);
  await one.untouched.settled();
  expect(currentIn(one)).toEqual([2]);
});

test('where the indicators of the hunt are not known any more, files stay stale', async () => {
  const { caseDir } = searchOver({ one: [other] });
  const one = new HuntedCase(caseDir);
  one.files().forEach((id) => one.hunt(id));
  const { published } = one.database.evidenceTable.file(fileId(1));
  fs.rmSync(indicatorPackPath(caseDir, published?.huntedWith.indicators ?? ''));
  one.indicators.add([domain('evil.example')]);
  await one.untouched.settled();
  expect(currentIn(one)).toEqual([]);
});

test('a hunt that is published meanwhile is not overruled', async () => {
  const { caseDir } = searchOver({ one: [evil], two: [other] });
  const one = new HuntedCase(caseDir, (answer) => {
    one.hunt(fileId(2));
    one.database.evidenceTable.unpublish(fileId(1));
    return answer;
  });
  one.files().forEach((id) => one.hunt(id));
  one.indicators.add([domain('evil.example')]);
  await one.untouched.settled();
  expect(currentIn(one)).toEqual([2]);
  expect(one.database.evidenceTable.file(fileId(1)).published).toBeNull();
});

test('hunted under another definition of a hit, a file is current where no indicator stands in it, and stale elsewhere', async () => {
  const { caseDir } = searchOver({ evil: [evil], other: [other], more: [other] });
  const one = new HuntedCase(caseDir);
  const { indicators } = one.indicators.add([domain('evil.example')]);
  await one.untouched.settled();
  one.files().forEach((id) => one.hunt(id));
  expect(currentIn(one)).toEqual([1, 2, 3]);
  const { hash } = writePack(casePaths.packs(caseDir), 'indicators', indicators);
  for (const id of one.files()) {
    const { published } = one.database.evidenceTable.file(id);
    if (published === null) expect.fail('it was hunted');
    const huntedWith = { rules: null, indicators: hash };
    one.database.evidenceTable.publish(id, { ...published, huntedWith });
  }
  one.untouched.look();
  await one.untouched.settled();
  expect(currentIn(one)).toEqual([2, 3]);
});
