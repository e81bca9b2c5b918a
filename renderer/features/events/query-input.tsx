import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { goToRows } from '../../app/regions';
import { formatCount } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { complete, completedAt } from './completion';
import { openView } from '../searches/present-view';
import { type Suggestion, useLastSearches, useSuggestions } from './use-suggestions';

interface QueryInputProps {
  readonly query: string;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly onQuery: (query: string) => void;
}

/** Two of the last searches may read alike. */
interface Chosen {
  readonly at: number;
  readonly text: string | null;
}
const NOTHING: Chosen = { at: -1, text: null };

/** In an empty box they offer the last searches. */
const RECALLING = new Set(['ArrowDown', 'ArrowUp']);

/** Where the query is typed, with names of fields and values of theirs to choose from. */
export function QueryInput({ query, invalid, describedBy, onQuery }: QueryInputProps): ReactNode {
  const input = useRef<HTMLInputElement | null>(null);
  const list = useId();
  const [cursor, setCursor] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const completed = cursor === null ? null : completedAt(query, cursor);
  const [isRecalling, setRecalling] = useState(false);
  const fitting = useSuggestions(completed);
  const recent = useLastSearches();
  const suggestions = isRecalling ? recent : fitting;
  const isOpen = suggestions.length > 0;
  // Others may come before it while it is chosen.
  const isThere = suggestions[chosen.at]?.text === chosen.text;
  const at = isThere ? chosen.at : suggestions.findIndex(({ text }) => text === chosen.text);
  const setAt = (place: number): void =>
    setChosen({ at: place, text: suggestions[place]?.text ?? null });
  const close = (): void => {
    setCursor(null);
    setRecalling(false);
    setChosen(NOTHING);
  };
  const choose = ({ text, view }: Suggestion): void => {
    if (view !== undefined) {
      close();
      return openView(view);
    }
    if (completed === null || cursor === null) return;
    const next = complete(query, cursor, completed, text);
    onQuery(next.query);
    setChosen(NOTHING);
    setCursor(completed.kind === 'field' ? next.cursor : null);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const suggested = suggestions[at];
    if (event.key === 'Escape' && isOpen) close();
    else if (!isOpen && event.key === 'ArrowDown' && (query !== '' || recent.length === 0))
      goToRows();
    else if (!isOpen && query === '' && RECALLING.has(event.key)) {
      setRecalling(true);
      setChosen({ at: 0, text: recent[0]?.text ?? null });
    } else if (event.key === 'ArrowDown' && isOpen) setAt((at + 1) % suggestions.length);
    else if (event.key === 'ArrowUp' && isOpen) setAt(at > 0 ? at - 1 : suggestions.length - 1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && suggested !== undefined)
      choose(suggested);
    else {
      if (event.key === 'Enter') close();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="grow query-box">
      <input
        ref={input}
        data-find
        type="search"
        role="combobox"
        className="query"
        spellCheck={false}
        autoComplete="off"
        aria-label="Query"
        aria-invalid={invalid}
        aria-describedby={describedBy}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
        placeholder='Words, "a phrase", EventID:4688 Image:*\cmd.exe, -Channel:Security, user:bob'
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          setRecalling(false);
          setCursor(event.target.selectionStart);
          setChosen(NOTHING);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && <Suggestions list={list} at={at} suggestions={suggestions} onChoose={choose} />}
    </div>
  );
}

function Suggestions(props: {
  readonly list: string;
  readonly at: number;
  readonly suggestions: readonly Suggestion[];
  readonly onChoose: (chosen: Suggestion) => void;
}): ReactNode {
  const { list, at, suggestions, onChoose } = props;
  return (
    <div role="listbox" id={list} aria-label="Suggestions" className="suggestions">
      {suggestions.map((one, index) => (
        <div
          key={`${index} ${one.text}`}
          id={`${list}-${index}`}
          role="option"
          aria-selected={index === at}
          className={index === at ? 'current' : undefined}
          // The press would take the cursor out of the query.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(one);
          }}
        >
          <Evidence text={one.text} title="" />
          {one.count !== null && <small>{formatCount(one.count)}</small>}
          {one.told !== undefined && <small className="told">{one.told}</small>}
        </div>
      ))}
    </div>
  );
}
