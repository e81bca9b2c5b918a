import type { ReactNode } from 'react';
import type { Level } from '@shared/model/level';

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
};

/** A level as shape and word; the shape differs too, so colour is never alone. */
export function LevelMark({ level }: { level: Level }): ReactNode {
  return (
    <span className={`level ${level}`}>
      <i aria-hidden="true" />
      <span>{LEVEL_WORDS[level]}</span>
    </span>
  );
}
