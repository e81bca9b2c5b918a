import type { ReactNode } from 'react';
import type { Recovery } from '@shared/model/event';

/** What it means that an event is not of the live log, by how far it can be trusted. */
export const RECOVERY_WORDS: Readonly<Record<Exclude<Recovery, 'live'>, string>> = {
  recovered: 'found outside the live part of the log, whole',
  doubtful: 'found outside the live part of the log; its two record ids differ',
  unresolved: 'found without its template: values only, no names',
  borrowed:
    'read with a template of another file of the case; its XML names the template, the flaws of its file say where it is from',
};

/** Marks an event that recovery found; nothing for those of the live log. */
export function RecoveredMark({ recovery }: { recovery: Recovery }): ReactNode {
  if (recovery === 'live') return null;
  return (
    <span className="recovered-mark" title={RECOVERY_WORDS[recovery]}>
      {recovery}
    </span>
  );
}
