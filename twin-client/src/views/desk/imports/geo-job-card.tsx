import type { GeoImportJob, GeoImportRequest } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { sizeText } from '../size-text.ts';
import { type GeoSending, isOver } from './geo-desk.ts';
import { requestByWay, waysOut } from './geo-draft.ts';
import styles from './imports.module.css';

export interface GeoJobCardProps {
  readonly job: GeoImportJob;
  onAgain(request: GeoImportRequest): void;
  onForget(): void;
  onOpen(): void;
}

/** An import of a layer: how far it is, what came of it, or why it was stopped and what may be meant instead. */
export function GeoJobCard({ job, onAgain, onForget, onOpen }: GeoJobCardProps) {
  const format = useFormat();
  const { stage, fraction, fileName, bytes, request, report, failure } = job;
  return (
    <article className={styles.job} data-testid="geo-job" data-layer={request.layer} data-stage={stage}>
      <div className={styles.head}>
        <strong>{request.name === undefined ? request.layer : `${request.layer} · ${request.name}`}</strong>
        <span className={styles.grow} />
        <small>{format.text('imports.file', { name: fileName, size: sizeText(format, bytes) })}</small>
        <span className={styles.state} data-tone={stage}>
          {format.text(`geo.stage.${stage}`)}
          {stage === 'store' && ` ${format.number(fraction * 100)} %`}
        </span>
        <Button onClick={onForget}>{format.text(isOver(job) ? 'geo.forget' : 'imports.cancel')}</Button>
      </div>
      {failure !== null && (
        <div data-testid="geo-failure">
          <p className={styles.failure}>
            <span lang="en">{failure}</span>
          </p>
          <div className={styles.foot}>
            {waysOut(failure).map((way) => (
              <Button key={way} onClick={() => onAgain(requestByWay(request, way))} data-testid={`geo-${way}`}>
                {format.text(`geo.${way}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {report && (
        <>
          <div className={styles.foot}>
            <p className={styles.hint}>
              {format.text('geo.summary', {
                accepted: format.number(report.accepted),
                rejected: format.number(report.rejected),
                format: report.format,
                crs: report.crs,
                time: format.seconds(report.seconds * 1000),
              })}
            </p>
            <Button look="action" onClick={onOpen} data-testid="geo-open">
              {format.text('geo.open')}
            </Button>
          </div>
          {report.warnings.length > 0 && (
            <details>
              <summary>{format.text('geo.warnings', { count: format.number(report.warningCount) })}</summary>
              <ul lang="en">
                {report.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </article>
  );
}

/** A file of geographic information on its way to the server, or one that did not arrive. */
export function GeoSendingCard({ sending, onGiveUp }: { sending: GeoSending; onGiveUp(): void }) {
  const format = useFormat();
  const { file, sent, problem } = sending;
  const percent = `${format.number((sent / Math.max(1, file.size)) * 100)} %`;
  return (
    <article className={styles.job} data-testid="geo-sending">
      <div className={styles.head}>
        <strong className={styles.fileName}>{file.name}</strong>
        <span className={styles.grow} />
        <span className={styles.state}>{problem ? '' : format.text('geo.sending', { percent })}</span>
        <Button onClick={onGiveUp}>{format.text(problem ? 'geo.forget' : 'imports.cancel')}</Button>
      </div>
      {problem && <p className={styles.failure}>{problemText(format, problem)}</p>}
    </article>
  );
}
