import { type ReactNode, useId } from 'react';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { Evidence } from '../../parts/evidence';

interface PemFieldProps {
  readonly what: 'authority' | 'certificate' | 'key';
  readonly label: string;
  readonly path: string;
  readonly onChoose: (path: string) => void;
}

/** A file of a certificate or key, chosen in a dialog of the system. */
export function PemField({ what, label, path, onChoose }: PemFieldProps): ReactNode {
  const id = useId();
  const choose = async (): Promise<void> => {
    const chosen = await attempt(() => ask('cluster.chooseFile', { what }));
    if (chosen !== null) onChoose(chosen);
  };
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <div className="pem-field">
        <button type="button" aria-describedby={id} onClick={() => void choose()}>
          Choose…
        </button>
        <span className={path === '' ? 'dim' : 'pem-path mono'}>
          {path === '' ? 'No file chosen' : <Evidence text={path} />}
        </span>
      </div>
    </div>
  );
}
