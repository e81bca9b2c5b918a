import { type ReactNode, useEffect, useState } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { FormDialog } from '../../parts/form-dialog';
import { placeholderNames, textsOf } from './placeholder-names';
import { useRules } from './rules-store';

const NO_ROWS: readonly RuleRow[] = [];

type Typed = Readonly<Record<string, string>>;

/** Null until the case has told its lists. */
function useTyped(): [Typed | null, (typed: Typed) => void] {
  const [typed, setTyped] = useState<Typed | null>(null);
  useEffect(() => {
    void attempt(() => ask('rules.placeholders', {})).then((lists) => {
      if (lists === null) return;
      const texts = Object.entries(lists).map(([name, list]) => [name, list.join('\n')]);
      setTyped(Object.fromEntries(texts) as Typed);
    });
  }, []);
  return [typed, setTyped];
}

/** What rules with `expand` look for in this case: a list for each placeholder they name. */
export function PlaceholdersDialog({ onClose }: { onClose: () => void }): ReactNode {
  const rows = useRules((store) => store.rules?.rows ?? NO_ROWS);
  const [typed, setTyped] = useTyped();
  if (typed === null) return null;
  const names = placeholderNames(
    rows,
    Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, textsOf(text)])),
  );
  const save = async (): Promise<void> => {
    const lists = Object.entries(typed).map(([name, text]) => [name, textsOf(text)] as const);
    if (await useRules.getState().setPlaceholders(Object.fromEntries(lists))) onClose();
  };
  return (
    <FormDialog
      title="Placeholders of rules"
      submit="Save"
      valid
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <p className="dim">
        Some rules leave to you what they look for. Give each name its texts, one a line; * and ?
        are wildcards. A rule whose placeholder is empty is not run.
      </p>
      {names.length === 0 && <p>None of the rules has a placeholder.</p>}
      {names.map(({ name, waiting }, at) => (
        <label key={name} className="field">
          <span>
            %{name}%{waiting > 0 && <small> {plural(waiting, 'rule')} not run without it</small>}
          </span>
          <textarea
            data-autofocus={at === 0 ? true : undefined}
            className="mono"
            rows={2}
            spellCheck={false}
            value={typed[name] ?? ''}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </label>
      ))}
    </FormDialog>
  );
}
