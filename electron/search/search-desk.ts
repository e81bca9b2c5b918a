/** Takes questions of the window, checks what they ask with, and answers them from the open case. */
import type { z } from 'zod';
import type { RULE_CASES } from '@shared/contract/requests';
import type { CaseResults } from '@shared/contract/rule-views';
import { SEARCHES, type SearchOrder } from '@shared/contract/search';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { fileId } from '@shared/model/ids';
import { exportedEvent } from '@shared/ndjson/exported-record';
import { runRuleCases } from '@shared/sigma/rule-cases';
import type { CaseSearcher } from '@electron/store/event-store';
import { HUNT_CLOCK } from '@electron/process/hunt-clock';
import { eventStoreOf } from '@electron/store/event-store-of';
import type { OtherShares } from '@electron/store/search/shares';
import { fieldHints } from '@electron/store/search/field-hints';
import { QueryError } from '@electron/store/search/query-error';
import type { SearchReply } from './thread-protocol';
import { untouchedOrder } from '@electron/pipeline/indicator-change';
import { type INDICATORS_WEIGHED, SOUGHT_LIST } from '@shared/contract/indicators';
import { readListed } from './read-list';

type Question = Extract<SearchOrder, { type: 'ask' }>;

/** Say nothing about what is held. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['evidence-missing', 'event-gone', 'cancelled', 'indicator-invalid'],
]);

const MEGABYTE = 2 ** 20;

export interface DeskSurroundings {
  /** Called often while a question is answered; may throw to end it. */
  step(this: void): void;
  /** Told what was found before a question is answered. */
  onPart(this: void, part: unknown): void;
  /** Threads that search shares of a case. */
  othersOver(this: void, caseDir: string): OtherShares;
}

export class SearchDesk {
  readonly #surroundings: DeskSurroundings;
  #open: { readonly caseDir: string; readonly search: CaseSearcher } | null = null;

  constructor(surroundings: DeskSurroundings) {
    this.#surroundings = surroundings;
  }

  ask(question: Question): SearchReply {
    try {
      return { ok: true, answer: this.#answer(question, this.#searcher(question)) };
    } catch (error) {
      if (error instanceof QueryError) {
        return { ok: false, code: error.code, message: error.message, at: error.at };
      }
      const code = error instanceof CaseScopeError ? error.code : 'program';
      // Whatever is held may be what failed; the next question starts afresh.
      if (!HARMLESS.has(code)) this.release(question.caseDir, null);
      return { ok: false, code, message: errorText(error) };
    }
  }

  #searcher({ caseDir, store, memoryMb }: Question): CaseSearcher {
    if (this.#open?.caseDir !== caseDir) {
      this.#open?.search.close();
      const { step, othersOver } = this.#surroundings;
      const search = eventStoreOf(caseDir, store).search(step, othersOver(caseDir));
      this.#open = { caseDir, search };
    }
    const { search } = this.#open;
    search.keepAtMost(memoryMb * MEGABYTE);
    return search;
  }

  #answer({ name, input }: Question, search: CaseSearcher): unknown {
    switch (name) {
      case 'events.rows':
        return search.eventRows(SEARCHES[name].parse(input), this.#surroundings.onPart);
      case 'events.event': {
        const { file, event, offset } = SEARCHES[name].parse(input);
        const detail = search.event(file, event, offset);
        if (detail !== null) return detail;
        throw new CaseScopeError('event-gone', 'This event is no longer in the case.');
      }
      case 'events.histogram':
        return search.histogram(SEARCHES[name].parse(input));
      case 'events.values':
        return search.values(SEARCHES[name].parse(input));
      case 'events.fields':
        return search.fields();
      case 'events.fieldHints':
        return fieldHints(search, SEARCHES[name].parse(input).query);
      case 'events.rowAt':
        return search.rowAt(SEARCHES[name].parse(input));
      case 'events.keys': {
        const asked = SEARCHES[name].parse(input);
        return search.keys(asked.search, asked.start, asked.end);
      }
      case 'detections.rows':
        return search.detections(SEARCHES[name].parse(input));
      case 'detections.byRule':
        return search.detectionsByRule();
      case 'hits.rows':
        return search.hits(SEARCHES[name].parse(input));
      case 'hits.groups':
        return search.hitGroups(SEARCHES[name].parse(input));
      case 'hits.byIndicator':
        return search.hitsByIndicator();
      case 'evidence.flaws':
        return search.flaws(SEARCHES[name].parse(input));
      case 'rules.try':
        return search.tryRules(SEARCHES[name].parse(input), HUNT_CLOCK);
      case 'rules.cases':
        return runCases(SEARCHES[name].parse(input));
      case 'indicators.read':
        return readListed(SEARCHES[name].parse(input));
      case 'indicators.weigh':
        return search.weighIndicators(soughtIn(SEARCHES[name].parse(input)));
      case 'indicators.untouched': {
        const order = untouchedOrder(SEARCHES[name].parse(input));
        return order === null ? [] : search.untouchedFiles(order);
      }
    }
  }

  /** Closes the store of one evidence file, or with null everything of a case. */
  release(caseDir: string, file: number | null): void {
    if (this.#open?.caseDir !== caseDir) return;
    if (file !== null) return this.#open.search.release(fileId(file));
    this.#open.search.close();
    this.#open = null;
  }
}

const soughtIn = ({ sought }: z.infer<typeof INDICATORS_WEIGHED>) =>
  SOUGHT_LIST.parse(JSON.parse(sought));

/** Here an expression that takes too long can be ended. */
const CASE_READING = { clock: HUNT_CLOCK, exported: exportedEvent };

function runCases({ cases, ...setting }: z.infer<typeof RULE_CASES>): CaseResults {
  try {
    return { type: 'ran', ...runRuleCases(cases, { ...setting, ...CASE_READING }) };
  } catch (error) {
    return { type: 'unreadable', reason: errorText(error) };
  }
}
