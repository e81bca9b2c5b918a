import { type ReactNode, useEffect, useState } from 'react';
import { ask } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { cutText, escapeHidden } from '../../lib/hidden-characters';
import { yamlPieces } from './yaml-pieces';

/** No rule is near that long; a file of rules may be. */
const MOST_LINES = 2_000;
const MOST_IN_LINE = 10_000;

type Read = { readonly text: string } | { readonly error: string };

/** Null while the file asked for last is being read. */
function useRuleText(file: string): Read | null {
  const [last, setLast] = useState<{ readonly file: string; readonly read: Read } | null>(null);
  useEffect(() => {
    let stands = true;
    const tell = (read: Read): void => {
      if (stands) setLast({ file, read });
    };
    ask('rules.text', { file })
      .then(tell)
      .catch((error: unknown) => tell({ error: String(error) }));
    return () => {
      stands = false;
    };
  }, [file]);
  return last?.file === file ? last.read : null;
}

/** The file a rule stands in, as it was imported. */
export function RuleText({ file }: { file: string }): ReactNode {
  const shown = useRuleText(file);
  if (shown === null) return <p className="dim">Reading…</p>;
  if ('error' in shown) return <p className="failed">{shown.error}</p>;
  const lines = shown.text.split(/\r?\n/);
  return (
    <>
      <pre className="rule-text" aria-label="Text of the rule">
        {lines.slice(0, MOST_LINES).map((line, at) => (
          <code key={at}>
            {yamlPieces(cutText(line, MOST_IN_LINE)).map(({ kind, text }, piece) => (
              <span key={piece} className={`yaml-${kind}`}>
                {escapeHidden(text)}
              </span>
            ))}
            {'\n'}
          </code>
        ))}
      </pre>
      {lines.length > MOST_LINES && (
        <p className="dim">and {formatCount(lines.length - MOST_LINES)} lines more</p>
      )}
    </>
  );
}
