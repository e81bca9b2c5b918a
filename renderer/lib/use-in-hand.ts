/** Which state of the case a question is asked over, while that state changes faster than it is answered. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { AnswerPace } from './answer-pace';

/** @param answered to be called once what is in hand is answered, whatever came of it */
type InHand<State> = readonly [state: State, answered: () => void];

/**
 * Something else is asked at once. The same is asked over a newer state when it was answered over the one in hand, and
 * that is some time ago (`AnswerPace`).
 * @param asked the same object or text as long as the same is asked
 */
export function useInHand<State extends { readonly version: string }>(
  asked: unknown,
  latest: State,
): InHand<State> {
  const [held, setHeld] = useState({ asked, state: latest });
  const [answeredOf, setAnsweredOf] = useState<unknown>(null);
  const pace = useRef(new AnswerPace());
  const isHeld = held.asked === asked;
  if (!isHeld) setHeld({ asked, state: latest });
  useEffect(() => pace.current.begin(performance.now()), [held]);
  const isBehind = held.state.version !== latest.version;
  useEffect(() => {
    if (!isBehind || answeredOf !== held) return undefined;
    const goOn = (): void => setHeld({ asked, state: latest });
    const timer = setTimeout(goOn, pace.current.restMs(performance.now()) ?? 0);
    return () => clearTimeout(timer);
  }, [isBehind, answeredOf, held, asked, latest]);
  const answered = useCallback(() => {
    pace.current.answered(performance.now());
    setAnsweredOf(held);
  }, [held]);
  return [isHeld ? held.state : latest, answered];
}
