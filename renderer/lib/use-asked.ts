import { useEffect, useState } from 'react';
import type { Answers, RequestInput, RequestName } from '@shared/contract/requests';
import { ask, type AskError, problemOf } from './ask';
import { useInHand } from './use-in-hand';

interface Asked<Input, Answer> {
  readonly answer: Answer | null;
  /** The question that is answered; null where none is. */
  readonly of: Input | null;
  readonly problem: AskError | null;
  /** The answer is that of an earlier question. */
  readonly stale: boolean;
}

/**
 * The answer to a question; while the next is awaited the one before stays. What is being answered is waited for before
 * it is asked again over a newer version.
 * @param input null asks nothing; @param version stands for what the answer is made from
 */
export function useAsked<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name> | null,
  version: string,
): Asked<RequestInput<Name>, Answers[Name]> {
  const asks = input === null ? null : JSON.stringify([name, input]);
  const [{ version: inHand }, answered] = useInHand(asks, { version });
  const [got, setGot] = useState<Got<RequestInput<Name>, Answers[Name]> | null>(null);
  useEffect(() => {
    if (asks === null) return undefined;
    let isWanted = true;
    const [, of] = JSON.parse(asks) as [Name, RequestInput<Name>];
    const put = (
      one: Pick<Asked<RequestInput<Name>, Answers[Name]>, 'answer' | 'problem'>,
    ): void => {
      if (!isWanted) return;
      setGot({ asks, version: inHand, of: one.problem === null ? of : null, ...one });
      answered();
    };
    const putAnswer = (answer: Answers[Name]): void => put({ answer, problem: null });
    const putProblem = (thrown: unknown): void => put({ answer: null, problem: problemOf(thrown) });
    // Behind the rows that the same drawing asks for: their search tells what it finds on its way.
    queueMicrotask(() => isWanted && void ask(name, of).then(putAnswer, putProblem));
    return () => {
      isWanted = false;
    };
  }, [name, asks, inHand, answered]);
  if (asks === null || got === null)
    return { answer: null, of: null, problem: null, stale: asks !== null };
  const { answer, of, problem } = got;
  return { answer, of, problem, stale: got.asks !== asks || got.version !== version };
}

/** What came of a question, and of which. */
interface Got<Input, Answer> extends Pick<Asked<Input, Answer>, 'answer' | 'of' | 'problem'> {
  readonly asks: string;
  readonly version: string;
}
