import type { ReactNode } from 'react';
import { WINDOWS_CATEGORIES } from '@shared/sigma/categories';
import { OTHER_LOG_SOURCES } from '@shared/sigma/other-log-sources';

const WINDOWS = Object.keys(WINDOWS_CATEGORIES).map((category) => `windows/${category}/-`);
/** Text → what it is called. */
const CHOICES = [...WINDOWS, ...OTHER_LOG_SOURCES].toSorted().map(
  (text) =>
    [
      text,
      text
        .split('/')
        .filter((part) => part !== '-')
        .join(' · '),
    ] as const,
);

/** Which SIGMA rules run on the records of a source of one's own. */
export function LogSourceSelect(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <label className="field">
      SIGMA log source
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        <option value="">As the channel says</option>
        {CHOICES.map(([text, name]) => (
          <option key={text} value={text}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
