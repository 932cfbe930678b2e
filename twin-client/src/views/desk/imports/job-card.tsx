import { type ImportJob, isFinal } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useNow, useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { sizeText } from '../size-text.ts';
import type { Sending } from './import-desk.ts';
import styles from './imports.module.css';
import { JobReport } from './job-report.tsx';
import { StageBar } from './stage-bar.tsx';
import { StageTimes } from './stage-times.tsx';

export interface JobCardProps {
  readonly job: ImportJob;
  /** The file as this page sends it; undefined where it does not. */
  readonly sending: Sending | undefined;
  onCancel(): void;
  onAgain(): void;
  /** Asks for the file once more, to go on with its upload. */
  onContinue(): void;
  onFly(): void;
  onInside(): void;
  onPlace(): void;
}

/** An import: how far it is, and at its end what came of it and where to go from there. */
export function JobCard({ job, sending, onCancel, onAgain, onContinue, onFly, onInside, onPlace }: JobCardProps) {
  const format = useFormat();
  const now = useNow();
  const { buildings } = useSite();
  const { stage, report, failure, fileName } = job;
  const standing = buildings.find(({ code }) => code === job.building);
  const name = standing?.name ?? job.name;
  const waiting = stage === 'upload' && (!sending || sending.state === 'failed');
  const fraction = stage === 'upload' && sending ? sending.sent / Math.max(1, sending.file.size) : job.fraction;
  return (
    <article
      className={styles.job}
      data-testid="import-job"
      data-job={job.id}
      data-building={job.building}
      data-stage={stage}
    >
      <div className={styles.head}>
        <strong>{name === null ? job.building : `${job.building} · ${name}`}</strong>
        {!job.isNew && <small>{format.text('imports.newVersion')}</small>}
        <span className={styles.grow} />
        <small>
          {format.text('imports.by', { person: job.requestedBy, time: format.moment(job.requestedAt, now) })}
        </small>
      </div>
      <div className={styles.head}>
        <span className={styles.fileName}>
          {format.text('imports.file', { name: fileName, size: sizeText(format, job.bytes) })}
        </span>
        <span className={styles.grow} />
        <span className={styles.state} data-tone={stage}>
          <StageText job={job} sending={sending} />
        </span>
        {waiting && (
          <Button onClick={onContinue} data-testid="import-continue">
            {format.text('imports.continue')}
          </Button>
        )}
        {!isFinal(stage) && (
          <Button onClick={onCancel} data-testid="import-cancel">
            {format.text('imports.cancel')}
          </Button>
        )}
        {job.repeatable && (
          <Button onClick={onAgain} data-testid="import-again">
            {format.text('imports.again')}
          </Button>
        )}
      </div>
      {isFinal(stage) ? (
        <StageTimes stages={job.stages} />
      ) : (
        <StageBar stage={stage} fraction={fraction} label={fileName} />
      )}
      {failure && (
        <p className={styles.failure} data-testid="import-failure" data-code={failure.code}>
          {format.text(`imports.failure.${failure.code}`)}
          <span lang="en">{failure.detail}</span>
        </p>
      )}
      {report && (
        <>
          <p className={styles.summary}>
            {format.text('imports.summary', {
              products: format.number(report.counts.products),
              storeys: report.counts.storeys,
              spaces: format.number(report.counts.spaces),
              triangles: format.number(report.counts.triangles),
              time: format.seconds(report.seconds * 1000),
            })}
          </p>
          <div className={styles.foot}>
            <p
              className={report.stands === 'site' ? styles.doubt : styles.hint}
              data-testid="import-stands"
              data-stands={report.stands}
            >
              {format.text(`imports.stands.${report.stands}`)}
            </p>
            {standing && (
              <>
                <Button
                  look={report.stands === 'site' ? 'action' : 'plain'}
                  onClick={onPlace}
                  data-testid="import-place"
                >
                  {format.text('imports.place')}
                </Button>
                <Button onClick={onInside} disabled={standing.model === null} data-testid="import-inside">
                  {format.text('imports.inside')}
                </Button>
                <Button look={report.stands === 'site' ? 'plain' : 'action'} onClick={onFly} data-testid="import-fly">
                  {format.text('imports.fly')}
                </Button>
              </>
            )}
          </div>
          <JobReport report={report} />
        </>
      )}
    </article>
  );
}

function StageText({ job, sending }: { job: ImportJob; sending: Sending | undefined }) {
  const format = useFormat();
  const { stage, ahead } = job;
  if (stage === 'queued') {
    return ahead > 0 ? format.text('imports.ahead', { count: ahead }) : format.text('imports.next');
  }
  if (stage !== 'upload') return format.text(`imports.stage.${stage}`);
  if (!sending || sending.state === 'failed') return format.text('imports.stopped');
  if (sending.state === 'interrupted') return format.text('imports.interrupted');
  const sent = sizeText(format, sending.sent);
  const total = sizeText(format, sending.file.size);
  if (sending.bytesPerSecond === null) return format.text('imports.sent', { sent, total });
  return format.text('imports.speed', { sent, total, speed: sizeText(format, sending.bytesPerSecond) });
}
