/** The jobs process: long work that is neither a file's phases nor a query. */
import type { CopyProgress } from '@shared/contract/case-move';
import { type JobOrder, JOB_ORDER, type JobReport } from '@shared/contract/jobs';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { copyInSteps } from '@electron/pipeline/copy-file';
import { correlate } from '@electron/pipeline/correlate';
import { importEffect } from '@electron/pipeline/import-effect';
import { exportEvents } from '@electron/pipeline/export-events';
import { gatherInSteps } from '@electron/pipeline/gather-templates';
import { gatherRules } from '@electron/pipeline/gather-rules';
import { examine } from '@electron/pipeline/intake/examine';
import { packShards } from '@electron/pipeline/pack-shards';
import { packFault, writeRulePack } from '@electron/pipeline/packs';
import { outlineShard } from '@electron/pipeline/outline-shard';
import { recount } from '@electron/pipeline/recount';
import { checkRules, ruleTexts } from '@electron/pipeline/rule-check';
import { previewSource } from '@electron/pipeline/source-preview';
import { exitOnUncaught } from '@electron/process/crash-exit';
import { parentChannel } from '@electron/process/parent-channel';
import { removeBut } from '@electron/store/case/event-files';

exitOnUncaught();
const channel = parentChannel();
type WaitingOrder = Exclude<JobOrder, { type: 'cancel' }>;
const say = (report: JobReport): void => channel.send(report);

/** Jobs that are no longer wanted. */
const cancelled = new Set<number>();
/** Orders behind the one that is performed. */
let waiting = 0;

async function perform(order: WaitingOrder): Promise<void> {
  const { job } = order;
  switch (order.type) {
    case 'examine':
      for await (const examined of examine(order.paths, order.caseDir)) {
        if (cancelled.delete(job)) break;
        say({ type: 'examined', job, examined });
      }
      return say({ type: 'done', job });
    case 'exportEvents':
      for (const progress of exportEvents(order.order)) {
        say({ type: 'exported', job, ...progress, problems: [...progress.problems] });
        await letMessagesIn();
        if (cancelled.delete(job)) return say({ type: 'done', job });
      }
      return say({ type: 'done', job });
    case 'packRules': {
      const sources = await gatherRules(order.parts);
      return say({
        type: 'packed',
        job,
        pack: writeRulePack(order.folder, sources),
        files: sources.length,
      });
    }
    case 'previewSource': {
      const { path, kind, choice, lineLimitBytes } = order;
      const preview = previewSource(path, kind, choice, lineLimitBytes);
      return say({ type: 'previewed', job, preview });
    }
    case 'gatherTemplates': {
      const found = await gatherInSteps(order.order, () => !cancelled.delete(job));
      return say(found === null ? { type: 'done', job } : { type: 'gathered', job, found });
    }
    case 'correlate':
      return say({ type: 'correlated', job, found: correlate(order.order) });
    case 'packShards': {
      const packed = await packShards(order.order, () => mayGoOn(job));
      return say({ type: 'shardsPacked', job, packed });
    }
    case 'copyFile': {
      const tell = (progress: CopyProgress): void => say({ type: 'copying', job, progress });
      const copied = await copyInSteps(order.order, tell, () => !cancelled.delete(job));
      return say({ type: 'copied', job, copied });
    }
    case 'removeFiles':
      removeBut(order.paths, []);
      return say({ type: 'done', job });
    case 'recount':
      return say({ type: 'recounted', job, recounted: recount(order.order) });
    case 'outline':
      return say({ type: 'outlined', job, outline: outlineShard(order.order) });
    case 'checkRules':
      return say({ type: 'checked', job, rows: [...checkRules(order.pack)] });
    case 'packFaults':
      return say({ type: 'packFaults', job, faults: order.packs.map(packFault) });
    case 'tellImport':
      return say({ type: 'importTold', job, effect: await importEffect(order.order) });
    case 'ruleTexts':
      return say({ type: 'ruleTexts', job, texts: ruleTexts(order.pack, order.files) });
  }
}

/** For work that can wait. */
async function mayGoOn(job: number): Promise<boolean> {
  await letMessagesIn();
  return !cancelled.delete(job) && waiting === 0;
}

const letMessagesIn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Orders wait for each other: one long work at a time. */
let last: Promise<void> = Promise.resolve();

channel.onMessage((message) => {
  const order = JOB_ORDER.parse(message);
  if (order.type === 'cancel') {
    cancelled.add(order.job);
    return;
  }
  waiting++;
  last = last
    .then(() => {
      waiting--;
      return perform(order);
    })
    .catch((error: unknown) => {
      const code = error instanceof CaseScopeError ? error.code : 'program';
      say({ type: 'failed', job: order.job, code, message: errorText(error) });
    });
});
channel.onClosed(() => process.exit(0));
