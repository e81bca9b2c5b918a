import { type ReactNode, useEffect, useState } from 'react';
import { Download } from 'lucide-react';
import { useCase } from './app-store';
import { dropFiles } from './case-actions';
import { tell } from './toast-store';
import { Evidence } from '../parts/evidence';

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true;

/** Over the whole window while files are dragged across it. */
export function DropOverlay(): ReactNode {
  const opened = useCase();
  const [over, setOver] = useState(false);
  const isOpen = opened !== null;
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      // Without this the window would navigate to the dropped file.
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isOpen ? 'copy' : 'none';
      setOver(carriesFiles(event));
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      if (isOpen) void dropFiles(files);
      else tell('Open or create a case first, then drop the files on it.');
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragenter', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragenter', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [isOpen]);
  if (!over) return null;
  return (
    <div className="drop" role="status">
      <div>
        <Download size={28} aria-hidden="true" />
        {opened === null ? (
          'Open or create a case first'
        ) : (
          <span>
            Drop to add to <Evidence text={opened.name} />
          </span>
        )}
      </div>
    </div>
  );
}
