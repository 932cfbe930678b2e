import type { BuildingVersion } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useNow } from '../../../kit/center-context.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { BuildingView } from '../../../state/site-view.ts';
import styles from './versions.module.css';

export interface RestoreDialogProps {
  readonly building: BuildingView;
  readonly version: BuildingVersion;
  /** Number of the version that stands. */
  readonly current: number;
  onClose(): void;
  onRestore(): void;
}

/** Asks before an earlier model takes the place of the present one, and says what becomes of that. */
export function RestoreDialog({ building, version, current, onClose, onRestore }: RestoreDialogProps) {
  const format = useFormat();
  const now = useNow();
  const time = format.moment(version.storedAt, now);
  return (
    <Dialog
      title={format.text('versions.ask', { building: building.name, version: version.version })}
      onClose={onClose}
    >
      <p className={styles.ask}>{format.text('versions.askModel', { file: version.fileName, time })}</p>
      <p className={styles.ask}>{format.text('versions.askKept', { version: current })}</p>
      <DialogButtons>
        <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
        <Button look="action" onClick={onRestore} data-testid="version-confirm">
          {format.text('versions.restore')}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
