import { useEffect, useState } from 'react';

/** A value once it has stood still for a while: a filter is not asked with at every key press. */
export function useSettled<Value>(value: Value, waitMs = 200): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}
