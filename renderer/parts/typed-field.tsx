import { type ReactNode, useId } from 'react';

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with what is typed, said below it. */
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly className?: string;
  readonly type?: 'text' | 'password';
  /** What it means, below the field. */
  readonly children?: ReactNode;
}

/** A line to type, with what is wrong with it where it is typed. */
export function TypedField(props: TypedFieldProps): ReactNode {
  const { label, value, onChange, problem = null, type = 'text', children } = props;
  const [id, noteId] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, type, value }}
        className={props.className}
        placeholder={props.placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={noteId}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={noteId} className={problem === null ? undefined : 'wrong'}>
        {problem ?? children}
      </small>
    </div>
  );
}
