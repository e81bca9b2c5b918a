import type { ReactNode } from 'react';
import { endsOf } from '../lib/value-ends';
import { Evidence } from './evidence';

/** A whole value of evidence in a line: blanks at its ends, which make it another value, can be seen. */
export function ValueText({ text, title }: { text: string; title?: string }): ReactNode {
  if (text === '') return <span className="dim">empty</span>;
  const { before, inner, behind } = endsOf(text);
  return (
    <>
      <Blanks count={before} />
      <Evidence text={inner} {...(title === undefined ? {} : { title })} />
      <Blanks count={behind} />
    </>
  );
}

const MOST_SHOWN = 20;

function Blanks({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  return <span className="escape">{'␣'.repeat(Math.min(count, MOST_SHOWN))}</span>;
}
