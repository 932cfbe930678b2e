import { useState, useSyncExternalStore } from 'react';
import type { BuildingVersion } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { may } from '../../../state/records/session.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { useRestore } from './use-restore.ts';
import { VersionRow } from './version-row.tsx';
import styles from './versions.module.css';

/** The models that a building has and had (clause 6.4.1-2-5), for who may manage them: to save, and to go back to. */
export function Versions({ building }: { building: BuildingView }) {
  const { session } = useCenter();
  return may(session, 'model.manage') ? <VersionsOfManager building={building} /> : null;
}

function VersionsOfManager({ building }: { building: BuildingView }) {
  const { api, siteRevision } = useCenter();
  const format = useFormat();
  const revision = useSyncExternalStore(siteRevision.subscribe, siteRevision.get);
  const [asked, setAsked] = useState<BuildingVersion | null>(null);
  const restore = useRestore(building.code);
  const key = `${building.code} ${revision} ${restore.round}`;
  const loaded = useLoaded(key, (signal) => api.imports.versions(building.code, signal));
  const versions = loaded.state === 'ready' ? loaded.value : (loaded.last ?? []);
  return (
    <Panel
      from="versions"
      title={format.text('versions.title')}
      aside={versions.length > 0 && format.text('versions.count', { count: versions.length })}
    >
      {loaded.state === 'loading' && versions.length === 0 && <LoadingNotice text={format.text('shell.loading')} />}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {loaded.state === 'ready' && versions.length === 0 && (
        <p className={styles.note}>{format.text('versions.none')}</p>
      )}
      {versions.length > 0 && (
        <ul className={styles.list} data-testid="versions">
          {versions.map((version) => (
            <VersionRow
              key={version.version}
              version={version}
              file={api.imports.versionFile(building.code, version.version)}
              busy={restore.job !== null}
              onRestore={() => setAsked(version)}
            />
          ))}
        </ul>
      )}
      {restore.job && (
        <p className={styles.note} role="status" data-testid="versions-busy">
          {format.text('versions.restoring', {
            file: restore.job.fileName,
            stage: format.text(`imports.stage.${restore.job.stage}`),
          })}
        </p>
      )}
      {restore.problem !== null && (
        <p className={styles.problem} role="alert">
          {restore.problem}
        </p>
      )}
      {asked && (
        <RestoreDialog
          building={building}
          version={asked}
          current={versions.find(({ current }) => current)?.version ?? asked.version}
          onClose={() => setAsked(null)}
          onRestore={() => {
            setAsked(null);
            restore.start(asked.version);
          }}
        />
      )}
    </Panel>
  );
}
