import type { ReactNode } from 'react';
import type { RawValue } from '@shared/model/raw-value';
import { hexLines } from '../../lib/hex-lines';
import { plural } from '../../lib/format';
import { StepByStep } from '../../parts/step-by-step';

const VALUES_AT_ONCE = 20;
const LINES_AT_ONCE = 32;

/** What stands in the record where the text of a value tells less than its bytes. */
export function RawValues({ values }: { values: readonly RawValue[] }): ReactNode {
  if (values.length === 0) return null;
  return (
    <section aria-label="Raw bytes">
      <h3>Raw bytes</h3>
      <p className="dim">
        {values.length === 1 ? 'One value holds' : 'Some values hold'} more than the text shows.
      </p>
      <StepByStep
        entries={values}
        step={VALUES_AT_ONCE}
        what="values"
        render={(value, at) => <Raw key={at} value={value} />}
      />
    </section>
  );
}

function Raw({ value: { index, type, hex } }: { value: RawValue }): ReactNode {
  return (
    <figure className="raw-value">
      <figcaption>{`Value ${index + 1}, ${type}, ${plural(hex.length / 2, 'byte')}`}</figcaption>
      <div className="document">
        <StepByStep
          entries={hexLines(hex)}
          step={LINES_AT_ONCE}
          what="lines"
          render={(line, at) => <div key={at}>{line}</div>}
        />
      </div>
    </figure>
  );
}
