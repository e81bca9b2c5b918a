/**
 * Whether answers of a case in a cluster are whole. A cluster answers without the shards that are away, and without
 * an index that was closed or removed: an answer that can say so says it, any other is refused. Neither is kept.
 */
import { ZodError } from 'zod';
import { CaseScopeError, errorText } from '@shared/model/errors';

export class AnsweredParts {
  readonly #url: string;
  readonly #forget: () => void;
  readonly #missing = new Set<string>();

  /** @param forget lets go of everything that was answered in part */
  constructor(url: string, forget: () => void) {
    this.#url = url;
    this.#forget = forget;
  }

  /** Of the question that is being answered. */
  get problems(): readonly string[] {
    return [...this.#missing];
  }

  miss(problem: string): void {
    this.#missing.add(problem);
  }

  /** An answer that says what it leaves out. */
  told<Answer extends { readonly problems: readonly string[] }>(ask: () => Answer): Answer {
    const answer = this.#asked(ask);
    const problems = [...new Set([...answer.problems, ...this.#missing])];
    return { ...answer, problems };
  }

  /** @throws CaseScopeError `cluster-unreachable` where anything is left out */
  whole<Answer>(ask: () => Answer): Answer {
    const answer = this.#asked(ask);
    this.#requireWhole();
    return answer;
  }

  /** Of one event: where its shard answers, the answer is whole. */
  ofOne<Answer>(ask: () => Answer): Answer {
    return this.#asked(ask);
  }

  /** What a question that was told of brings one by one: nothing more may be missing. */
  *streamed<One>(ones: Iterable<One>): Generator<One, void, undefined> {
    const known = this.#missing.size;
    try {
      yield* ones;
    } catch (error) {
      throw this.#reasonOf(error);
    }
    if (this.#missing.size > known) this.#requireWhole();
  }

  #asked<Answer>(ask: () => Answer): Answer {
    if (this.#missing.size > 0) this.#forget();
    this.#missing.clear();
    try {
      return ask();
    } catch (error) {
      throw this.#reasonOf(error);
    }
  }

  #requireWhole(): void {
    if (this.#missing.size > 0)
      throw new CaseScopeError('cluster-unreachable', this.problems.join(' '));
  }

  /** What is not there is the reason of most that cannot be read. */
  #reasonOf(error: unknown): unknown {
    if (error instanceof CaseScopeError) return error;
    this.#requireWhole();
    if (!(error instanceof ZodError)) return error;
    const [issue] = error.issues;
    return new CaseScopeError(
      'cluster-refused',
      `The cluster at ${this.#url} answers in a form that is not understood (${issue?.path.join('.') ?? ''}: ${issue?.message ?? errorText(error)}). Another program may have changed an index of the case.`,
    );
  }
}
