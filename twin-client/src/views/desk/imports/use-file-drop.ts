import { useEffect, useRef } from 'react';

export interface FileDrop {
  onHover(hovering: boolean): void;
  onDrop(files: readonly File[]): void;
}

/** Files dragged from outside onto the page; without it the browser would open them in its place. */
export function useFileDrop(drop: FileDrop): void {
  const latest = useRef(drop);
  latest.current = drop;
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    // Enter and leave are told of every element on the way.
    let depth = 0;
    const hover = (by: 1 | -1) => {
      depth = Math.max(0, depth + by);
      latest.current.onHover(depth > 0);
    };
    window.addEventListener('dragenter', (event) => brings(event) && hover(1), { signal });
    window.addEventListener('dragleave', (event) => brings(event) && hover(-1), { signal });
    window.addEventListener(
      'dragover',
      (event) => {
        if (!brings(event)) return;
        event.preventDefault();
        if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        if (!brings(event)) return;
        event.preventDefault();
        depth = 0;
        latest.current.onHover(false);
        latest.current.onDrop([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => abort.abort();
  }, []);
}
