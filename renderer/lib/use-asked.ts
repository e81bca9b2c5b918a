import { useEffect, useState } from 'react';
import type { Answers, RequestInput, RequestName } from '@shared/contract/requests';
import { ask, type AskError, problemOf } from './ask';

interface Asked<Input, Answer> {
  readonly answer: Answer | null;
  /** The question that is answered; null where none is. */
  readonly of: Input | null;
  readonly problem: AskError | null;
  /** The answer is that of an earlier question. */
  readonly stale: boolean;
}

/**
 * The answer to a question; while the next is awaited the one before stays.
 * @param input null asks nothing; @param version stands for what the answer is made from
 */
export function useAsked<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name> | null,
  version: string,
): Asked<RequestInput<Name>, Answers[Name]> {
  const question = input === null ? null : JSON.stringify([name, input, version]);
  const [got, setGot] = useState<{
    readonly question: string | null;
    readonly of: RequestInput<Name> | null;
    readonly answer: Answers[Name] | null;
    readonly problem: AskError | null;
  }>({ question: null, of: null, answer: null, problem: null });
  useEffect(() => {
    if (question === null) return undefined;
    let isWanted = true;
    const [, asked] = JSON.parse(question) as [Name, RequestInput<Name>];
    const put = async (): Promise<void> => {
      try {
        const answer = await ask(name, asked);
        if (isWanted) setGot({ question, of: asked, answer, problem: null });
      } catch (thrown) {
        if (isWanted) setGot({ question, of: null, answer: null, problem: problemOf(thrown) });
      }
    };
    // Behind the rows that the same drawing asks for: their search tells what it finds on its way.
    queueMicrotask(() => isWanted && void put());
    return () => {
      isWanted = false;
    };
  }, [name, question]);
  if (question === null) return { answer: null, of: null, problem: null, stale: false };
  const { answer, of, problem } = got;
  return { answer, of, problem, stale: got.question !== question };
}
