import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { isFinal } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { may } from '../../../state/records/session.ts';
import { GeoDesk } from './geo-desk.ts';
import { isGeoFile } from './geo-draft.ts';
import { ImportDesk } from './import-desk.ts';
import { ImportDialog } from './import-dialog.tsx';
import styles from './imports.module.css';
import { useFileDrop } from './use-file-drop.ts';

/** Importing models and layers, for whoever may: a button, files dropped anywhere on the desk, and the dialog with all imports. */
export function Imports() {
  const { session } = useCenter();
  return may(session, 'model.manage') ? <ImportsOfManager /> : null;
}

function ImportsOfManager() {
  const center = useCenter();
  const format = useFormat();
  const imports = useMemo(
    () => new ImportDesk({ port: center.api.imports, buildings: () => center.site.buildings }),
    [center],
  );
  const geo = useMemo(
    () =>
      new GeoDesk({
        port: center.api.layerImports,
        upload: center.api.imports.upload,
        middle: [center.site.frame.longitude, center.site.frame.latitude],
      }),
    [center],
  );
  useEffect(
    () => () => {
      imports.close();
      geo.close();
    },
    [imports, geo],
  );
  const take = (files: readonly File[]) => {
    geo.take(files.filter(isGeoFile));
    imports.take(files.filter((file) => !isGeoFile(file)));
  };
  const open = useSyncExternalStore(imports.open.subscribe, imports.open.get);
  const jobs = useSyncExternalStore(imports.jobs.subscribe, imports.jobs.get);
  const busy = jobs.filter(({ stage }) => !isFinal(stage)).length;
  const [hovering, setHovering] = useState(false);
  useFileDrop({ onHover: setHovering, onDrop: take });
  useOutcomeToasts(imports);
  return (
    <>
      <Button
        onClick={() => imports.open.set(true)}
        data-testid="import-open"
        aria-label={busy > 0 ? format.text('imports.openBusy', { count: busy }) : format.text('imports.open')}
      >
        {format.text('imports.open')}
        {busy > 0 && <b className={styles.busy}>{busy}</b>}
      </Button>
      {open && <ImportDialog imports={imports} geo={geo} onTake={take} onClose={() => imports.open.set(false)} />}
      {hovering &&
        !open &&
        createPortal(<div className={styles.release}>{format.text('imports.release')}</div>, document.body)}
    </>
  );
}

/** Says how imports ended that were seen under way, while the dialog is closed. */
function useOutcomeToasts(imports: ImportDesk): void {
  const format = useFormat();
  const tell = useToast();
  const running = useRef(new Set<string>());
  useEffect(
    () =>
      imports.jobs.subscribe(() => {
        for (const { id, stage, building, fileName } of imports.jobs.get()) {
          if (!isFinal(stage)) running.current.add(id);
          else if (running.current.delete(id) && !imports.open.get()) {
            if (stage === 'done') tell(format.text('imports.done', { building }));
            if (stage === 'failed') tell(format.text('imports.failed', { file: fileName }), 'problem');
          }
        }
      }),
    [imports, format, tell],
  );
}
