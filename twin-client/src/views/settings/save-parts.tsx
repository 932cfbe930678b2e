import type { ReactNode } from 'react';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import styles from './settings.module.css';
import type { Save } from './use-save.ts';

/** A field with what the server has against what stands in it. */
export function Faulty({ fault, children }: { fault: string | null; children: ReactNode }) {
  return (
    <div>
      {children}
      {fault !== null && (
        <p className={styles.fault} role="alert" data-testid="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

/** What stood against the whole, and the way on where somebody else was faster. */
export function SaveTold({ save, onReload }: { save: Save; onReload(): void }) {
  const format = useFormat();
  if (!save.conflict && save.problem === null) return null;
  return (
    <div className={styles.told} role="alert" data-testid="save-told">
      <span>{save.conflict ? format.text('settings.conflict') : save.problem}</span>
      {save.conflict && (
        <Button onClick={onReload} data-testid="reload">
          {format.text('settings.reload')}
        </Button>
      )}
    </div>
  );
}
