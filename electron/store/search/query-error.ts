/** A query that cannot be read, with the place of the fault in its text. */
import { CaseScopeError } from '@shared/model/errors';
import type { QueryFault } from '@shared/query/ast';

export class QueryError extends CaseScopeError {
  /** UTF-16 position the fault starts at. */
  readonly at: number;

  constructor(fault: QueryFault) {
    super('query-invalid', fault.message);
    this.at = fault.start;
  }
}
