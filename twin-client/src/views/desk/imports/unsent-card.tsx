import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { problemText } from '../../../kit/problem-text.ts';
import type { Problem } from '../../../state/problem.ts';
import { sizeText } from '../size-text.ts';
import type { Sending } from './import-desk.ts';
import styles from './imports.module.css';
import { StageBar } from './stage-bar.tsx';

export interface UnsentCardProps {
  readonly sending: Sending;
  onRetry(): void;
  onForget(): void;
}

/** A file that the server does not know as an import yet, or refused. */
export function UnsentCard({ sending, onRetry, onForget }: UnsentCardProps) {
  const format = useFormat();
  const { file, problem, state } = sending;
  return (
    <article className={styles.job} data-testid="import-unsent" data-state={state}>
      <div className={styles.head}>
        <span className={styles.fileName}>
          {format.text('imports.file', { name: file.name, size: sizeText(format, file.size) })}
        </span>
        <span className={styles.grow} />
        {state === 'interrupted' && <span className={styles.state}>{format.text('imports.interrupted')}</span>}
        {problem && sending.target && <Button onClick={onRetry}>{format.text('imports.retry')}</Button>}
        <Button onClick={onForget}>{format.text(problem ? 'imports.forget' : 'imports.cancel')}</Button>
      </div>
      {problem ? (
        <p className={styles.failure} role="alert" data-testid="import-problem">
          {refusalText(format, problem)}
          {problem.detail !== null && <span lang="en">{problem.detail}</span>}
        </p>
      ) : (
        <StageBar stage="upload" fraction={sending.sent / Math.max(1, file.size)} label={file.name} />
      )}
    </article>
  );
}

function refusalText(format: Format, problem: Problem): string {
  if (problem.status === 413) return format.text('imports.problem.tooLarge');
  if (problem.status === 507) return format.text('imports.problem.noSpace');
  if (problem.status === 404) return format.text('imports.problem.gone');
  return format.text('imports.refused', { reason: problemText(format, problem) });
}
