import { useEffect, useRef, useState } from 'react';

/** A value that changes at most once in so many milliseconds: at once where it stood still for as long. */
export function usePaced<Value>(value: Value, everyMs: number): Value {
  const [shown, setShown] = useState(value);
  const changedMs = useRef(-Infinity);
  useEffect(() => {
    if (Object.is(value, shown)) return undefined;
    const change = (): void => {
      changedMs.current = performance.now();
      setShown(value);
    };
    const timer = setTimeout(change, changedMs.current + everyMs - performance.now());
    return () => clearTimeout(timer);
  }, [value, shown, everyMs]);
  return shown;
}
