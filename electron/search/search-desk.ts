/** Takes questions of the window, checks what they ask with, and answers them from the open case. */
import { SEARCHES, type SearchOrder, type SearchReport } from '@shared/contract/search';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { CaseSearch } from '@electron/store/search/case-search';
import { QueryError } from '@electron/store/search/query-error';

type Question = Extract<SearchOrder, { type: 'ask' }>;

export class SearchDesk {
  #open: { readonly caseDir: string; readonly search: CaseSearch } | null = null;

  ask(question: Question): SearchReport['reply'] {
    try {
      return { ok: true, answer: this.#answer(question, this.#caseSearch(question.caseDir)) };
    } catch (error) {
      if (error instanceof QueryError) {
        return { ok: false, code: error.code, message: error.message, at: error.at };
      }
      const code = error instanceof CaseScopeError ? error.code : 'program';
      // Whatever is held may be what failed; the next question starts afresh.
      this.release(question.caseDir);
      return { ok: false, code, message: errorText(error) };
    }
  }

  #caseSearch(caseDir: string): CaseSearch {
    if (this.#open?.caseDir === caseDir) return this.#open.search;
    this.#open?.search.close();
    this.#open = { caseDir, search: new CaseSearch(caseDir) };
    return this.#open.search;
  }

  #answer({ name, input }: Question, search: CaseSearch): unknown {
    switch (name) {
      case 'events.rows':
        return search.eventRows(SEARCHES[name].parse(input));
      case 'events.event': {
        const { file, event } = SEARCHES[name].parse(input);
        const detail = search.event(file, event);
        if (detail !== null) return detail;
        throw new CaseScopeError('evidence-missing', 'This event is no longer in the case.');
      }
      case 'detections.rows':
        return search.detections(SEARCHES[name].parse(input));
      case 'hits.rows':
        return search.hits(SEARCHES[name].parse(input));
      case 'evidence.flaws':
        return search.flaws(SEARCHES[name].parse(input));
    }
  }

  /** Closes every file of a case. */
  release(caseDir: string): void {
    if (this.#open?.caseDir !== caseDir) return;
    this.#open.search.close();
    this.#open = null;
  }
}
