import { useRef, useState, useSyncExternalStore } from 'react';
import { isFinal } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useSite } from '../../../kit/center-context.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice } from '../../../kit/notice.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useDesk } from '../desk.ts';
import { DraftCard } from './draft-card.tsx';
import type { GeoDesk } from './geo-desk.ts';
import { GEO_ENDINGS } from './geo-draft.ts';
import { GeoDraftCard } from './geo-draft-card.tsx';
import { GeoJobCard, GeoSendingCard } from './geo-job-card.tsx';
import { ImageryForm } from './imagery-form.tsx';
import type { ImportDesk } from './import-desk.ts';
import { faultOfTarget, takenCodes } from './import-target.ts';
import styles from './imports.module.css';
import { JobCard } from './job-card.tsx';
import { UnsentCard } from './unsent-card.tsx';

export interface ImportDialogProps {
  readonly imports: ImportDesk;
  readonly geo: GeoDesk;
  /** Files were chosen, of whatever kind. */
  onTake(files: readonly File[]): void;
  onClose(): void;
}

/** Everything about importing: choose files, say what they become, watch them arrive, and go to what came of them. */
export function ImportDialog({ imports, geo, onTake, onClose }: ImportDialogProps) {
  const format = useFormat();
  const desk = useDesk();
  const tell = useToast();
  const { buildings } = useSite();
  const chooser = useRef<HTMLInputElement>(null);
  const [declaring, setDeclaring] = useState(false);
  const drafts = useSyncExternalStore(imports.drafts.subscribe, imports.drafts.get);
  const jobs = useSyncExternalStore(imports.jobs.subscribe, imports.jobs.get);
  const sendings = useSyncExternalStore(imports.sendings.subscribe, imports.sendings.get);
  const geoDrafts = useSyncExternalStore(geo.drafts.subscribe, geo.drafts.get);
  const geoSendings = useSyncExternalStore(geo.sendings.subscribe, geo.sendings.get);
  const geoJobs = useSyncExternalStore(geo.jobs.subscribe, geo.jobs.get);
  const refused = useSyncExternalStore(imports.refused.subscribe, imports.refused.get);
  const reachable = useSyncExternalStore(imports.reachable.subscribe, imports.reachable.get);
  const sorted = [...jobs].sort((a, b) => Number(isFinal(a.stage)) - Number(isFinal(b.stage)));
  const known = new Set(jobs.flatMap(({ upload }) => upload ?? []));
  const unsent = [...sendings].filter(([key]) => !known.has(key));
  const startable = drafts.filter(({ id, target }) => !faultOfTarget(target, buildings, takenCodes(jobs, drafts, id)));
  const everyGeo = geoDrafts.length + geoSendings.length + geoJobs.length;
  const choose = () => chooser.current?.click();
  const attempt = (act: Promise<void>) =>
    void act.catch((cause: unknown) => tell(problemText(format, cause), 'problem'));
  const leave = (act: () => void) => {
    onClose();
    act();
  };
  const open = (code: string, view: 'scene' | 'interior') => {
    const selection = { kind: 'building', code, storey: null } as const;
    desk.open(selection);
    desk.show(view);
  };
  return (
    <Dialog title={format.text('imports.title')} onClose={onClose} wide>
      <div className={styles.drop}>
        <p>
          <strong>{format.text('imports.drop')}</strong>
          <small>{format.text('imports.dropHint')}</small>
        </p>
        <Button look={drafts.length > 0 ? 'plain' : 'action'} onClick={choose} data-testid="import-choose">
          {format.text('imports.choose')}
        </Button>
        <Button onClick={() => setDeclaring(true)} disabled={declaring} data-testid="imagery-open">
          {format.text('imagery.open')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept={`.ifc,.ifczip,${GEO_ENDINGS}`}
          multiple
          hidden
          data-testid="import-files"
          onChange={(event) => {
            onTake([...(event.target.files ?? [])]);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {refused.length > 0 && (
        <p className={styles.fault} role="alert">
          {format.text('imports.notModels', { names: refused.join(', ') })}
        </p>
      )}
      {!reachable && (
        <p className={styles.fault} role="status">
          {format.text('imports.unreachable')}
        </p>
      )}
      <div className={styles.lists}>
        {declaring && (
          <ImageryForm
            onDone={(layer) => leave(() => desk.select({ kind: 'layer', code: layer }))}
            onCancel={() => setDeclaring(false)}
          />
        )}
        {drafts.length + geoDrafts.length > 0 && (
          <section aria-label={format.text('imports.ready')}>
            {geoDrafts.map((draft) => (
              <GeoDraftCard
                key={draft.id}
                draft={draft}
                onChange={(target) => geo.change(draft, target)}
                onStart={() => geo.start(draft)}
                onDiscard={() => geo.discard(draft)}
              />
            ))}
            {drafts.map((draft) => (
              <DraftCard
                key={draft.id}
                draft={draft}
                buildings={buildings}
                taken={takenCodes(jobs, drafts, draft.id)}
                onChange={(target) => imports.change(draft, target)}
                onStart={() => imports.start(draft)}
                onDiscard={() => imports.discard(draft)}
              />
            ))}
          </section>
        )}
        <section aria-label={format.text('imports.list')}>
          {geoSendings.map((sending) => (
            <GeoSendingCard key={sending.key} sending={sending} onGiveUp={() => geo.giveUp(sending.key)} />
          ))}
          {geoJobs.map((job) => (
            <GeoJobCard
              key={job.id}
              job={job}
              onAgain={(request) => attempt(geo.again(job, request))}
              onForget={() => attempt(geo.forget(job))}
              onOpen={() => leave(() => desk.open({ kind: 'layer', code: job.request.layer }))}
            />
          ))}
          {unsent.map(([key, sending]) => (
            <UnsentCard
              key={key}
              sending={sending}
              onRetry={() => imports.retry(key)}
              onForget={() => imports.forget(key)}
            />
          ))}
          {sorted.map((job) => (
            <JobCard
              key={job.id}
              job={job}
              sending={job.upload === null ? undefined : sendings.get(job.upload)}
              onCancel={() => attempt(imports.cancel(job))}
              onAgain={() => attempt(imports.again(job))}
              onContinue={choose}
              onFly={() => leave(() => open(job.building, 'scene'))}
              onInside={() => leave(() => open(job.building, 'interior'))}
              onPlace={() =>
                leave(() => {
                  open(job.building, 'scene');
                  desk.placing.set(job.building);
                })
              }
            />
          ))}
          {unsent.length + sorted.length + drafts.length + everyGeo === 0 && (
            <EmptyNotice title={format.text('imports.none')} />
          )}
        </section>
      </div>
      <DialogButtons>
        {startable.length > 1 && (
          <Button
            look="action"
            onClick={() => {
              for (const draft of startable) imports.start(draft);
            }}
            data-testid="import-start-all"
          >
            {format.text('imports.startAll', { count: startable.length })}
          </Button>
        )}
        <Button onClick={onClose}>{format.text('shell.close')}</Button>
      </DialogButtons>
    </Dialog>
  );
}
