/** The jobs process as the main process uses it. Everything it says is checked. */
import path from 'node:path';
import { z } from 'zod';
import type { Copied, CopyOrder, CopyProgress } from '@shared/contract/case-move';
import type {
  CorrelationOrder,
  CorrelationsFound,
  Recounted,
  RecountOrder,
} from '@shared/contract/correlations';
import {
  type ImportEffect,
  type ImportOrder,
  type ExportOrder,
  type JobOrder,
  JOB_REPORT,
  type JobReport,
  type OutlineOrder,
  type RulePart,
} from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import type { ShardOutline } from '@shared/contract/shard-outline';
import type { SourcePreview } from '@shared/contract/source-choice';
import type { TemplateOrder, TemplatesFound } from '@shared/contract/templates';
import type { RuleRow } from '@shared/contract/rule-row';
import type { PackingOrder, ShardsPacked } from '@shared/contract/shard-packing';
import { CaseScopeError, ERROR_CODES } from '@shared/model/errors';
import type { SourceChoice } from '@shared/model/source-choice';
import { EXAMINED, type Examined } from '@electron/pipeline/intake/examine';
import { SupervisedProcess } from './supervised-process';

const NUMBERED = z.object({ job: z.number() });

const numberOf = (message: unknown): number | null => {
  const parsed = NUMBERED.safeParse(message);
  return parsed.success ? parsed.data.job : null;
};

type Unnumbered<Order> = Order extends JobOrder ? Omit<Order, 'job'> : never;

export type Exported = Pick<
  Extract<JobReport, { type: 'exported' }>,
  'done' | 'total' | 'problems' | 'isWhole'
>;

interface Packed {
  readonly pack: PackReference;
  readonly files: number;
}

export class JobsClient {
  readonly #process = new SupervisedProcess(
    path.join(import.meta.dirname, 'jobs.js'),
    'jobs',
    numberOf,
  );

  #run<Answer>(
    order: Unnumbered<JobOrder>,
    hear: (report: JobReport, done: (answer: Answer) => void) => void,
    signal?: AbortSignal,
  ): Promise<Answer> {
    return this.#process.ask<Answer>(
      (job) => {
        signal?.addEventListener('abort', () => this.#process.tell({ type: 'cancel', job }));
        return { ...order, job };
      },
      (message, done, fail) => {
        const parsed = JOB_REPORT.safeParse(message);
        if (!parsed.success)
          fail(new CaseScopeError('contract', 'The jobs process gave an unreadable answer.'));
        else if (parsed.data.type === 'failed') fail(errorOf(parsed.data));
        else hear(parsed.data, done);
      },
    );
  }

  /**
   * Calls `onExamined` for each file found below the paths that is no part of the case itself; ends early
   * once `signal` is aborted.
   */
  examine(
    caseDir: string,
    paths: readonly string[],
    onExamined: (examined: Examined) => void,
    signal: AbortSignal,
  ): Promise<null> {
    return this.#run<null>(
      { type: 'examine', caseDir, paths: [...paths] },
      (report, done) => {
        if (report.type === 'examined') onExamined(EXAMINED.parse(report.examined));
        else done(null);
      },
      signal,
    );
  }

  /** @param onProgress told now and then; the last telling is of the whole, unless `signal` was aborted before */
  exportEvents(
    order: ExportOrder,
    onProgress: (progress: Exported) => void,
    signal: AbortSignal,
  ): Promise<null> {
    return this.#run<null>(
      { type: 'exportEvents', order },
      (report, done) => {
        if (report.type === 'exported') onProgress(report);
        else done(null);
      },
      signal,
    );
  }

  /** Everything the parts hold, as one pack in `folder`. */
  packRules(parts: readonly RulePart[], folder: string): Promise<Packed> {
    return this.#run<Packed>({ type: 'packRules', parts: [...parts], folder }, (report, done) => {
      if (report.type === 'packed') done({ pack: report.pack, files: report.files });
    });
  }

  checkRules(pack: PackReference): Promise<readonly RuleRow[]> {
    return this.#run<readonly RuleRow[]>({ type: 'checkRules', pack }, (report, done) => {
      if (report.type === 'checked') done(report.rows);
    });
  }

  /** By their positions why packs cannot be read; null for one that can. */
  packFaults(packs: readonly PackReference[]): Promise<readonly (string | null)[]> {
    return this.#run<readonly (string | null)[]>(
      { type: 'packFaults', packs: [...packs] },
      (report, done) => {
        if (report.type === 'packFaults') done(report.faults);
      },
    );
  }

  importEffect(order: ImportOrder): Promise<ImportEffect> {
    return this.#run<ImportEffect>({ type: 'tellImport', order }, (report, done) => {
      if (report.type === 'importTold') done(report.effect);
    });
  }

  /** Null for files the pack does not hold. */
  ruleTexts(pack: PackReference, files: readonly string[]): Promise<readonly (string | null)[]> {
    return this.#run<readonly (string | null)[]>(
      { type: 'ruleTexts', pack, files: [...files] },
      (report, done) => {
        if (report.type === 'ruleTexts') done(report.texts);
      },
    );
  }

  correlate(order: CorrelationOrder): Promise<CorrelationsFound> {
    return this.#run<CorrelationsFound>({ type: 'correlate', order }, (report, done) => {
      if (report.type === 'correlated') done(report.found);
    });
  }

  /** @returns null where it gave way to another order, or `signal` was aborted */
  packShards(order: PackingOrder, signal: AbortSignal): Promise<ShardsPacked | null> {
    return this.#run<ShardsPacked | null>(
      { type: 'packShards', order },
      (report, done) => {
        if (report.type === 'shardsPacked') done(report.packed);
      },
      signal,
    );
  }

  /** Null once `signal` is aborted. */
  copyFile(
    order: CopyOrder,
    onProgress: (progress: CopyProgress) => void,
    signal: AbortSignal,
  ): Promise<Copied | null> {
    return this.#run<Copied | null>(
      { type: 'copyFile', order },
      (report, done) => {
        if (report.type === 'copying') onProgress(report.progress);
        else if (report.type === 'copied') done(report.copied);
      },
      signal,
    );
  }

  /** Behind all orders that were given before. */
  removeFiles(paths: readonly string[]): Promise<null> {
    return this.#run<null>({ type: 'removeFiles', paths: [...paths] }, (report, done) => {
      if (report.type === 'done') done(null);
    });
  }

  recount(order: RecountOrder): Promise<Recounted> {
    return this.#run<Recounted>({ type: 'recount', order }, (report, done) => {
      if (report.type === 'recounted') done(report.recounted);
    });
  }

  /** Null once `signal` is aborted. */
  gatherTemplates(order: TemplateOrder, signal: AbortSignal): Promise<TemplatesFound | null> {
    return this.#run<TemplatesFound | null>(
      { type: 'gatherTemplates', order },
      (report, done) => {
        if (report.type === 'gathered') done(report.found);
        else done(null);
      },
      signal,
    );
  }

  outline(order: OutlineOrder): Promise<ShardOutline> {
    return this.#run<ShardOutline>({ type: 'outline', order }, (report, done) => {
      if (report.type === 'outlined') done(report.outline);
    });
  }

  previewSource(
    file: string,
    kind: 'ndjson' | 'json-array',
    choice: SourceChoice,
    lineLimitBytes: number,
  ): Promise<SourcePreview> {
    return this.#run<SourcePreview>(
      { type: 'previewSource', path: file, kind, choice, lineLimitBytes },
      (report, done) => {
        if (report.type === 'previewed') done(report.preview);
      },
    );
  }

  stop(): void {
    this.#process.stop();
  }

  /** The same, whatever it is doing. */
  endNow(): void {
    this.#process.endNow();
  }
}

function errorOf({ code, message }: { code: string; message: string }): Error {
  const known = ERROR_CODES.find((one) => one === code);
  return known === undefined ? new Error(message) : new CaseScopeError(known, message);
}
