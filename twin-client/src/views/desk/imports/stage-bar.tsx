import type { ImportStage } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './imports.module.css';

/** The stages that take time, in their order; waiting for one's turn stands between the first two. */
const STAGES = ['upload', 'parse', 'mesh', 'tile', 'index'] as const;

export interface StageBarProps {
  readonly stage: ImportStage;
  /** Of the stage, 0 to 1. */
  readonly fraction: number;
  /** What it is the progress of, for those who hear it. */
  readonly label: string;
}

/** How far an import is: a part for each stage, filled as it goes. */
export function StageBar({ stage, fraction, label }: StageBarProps) {
  const format = useFormat();
  const at =
    stage === 'queued' ? 1 : stage === 'done' ? STAGES.length : STAGES.indexOf(stage as (typeof STAGES)[number]);
  const done = stage === 'queued' ? 0 : fraction;
  const overall = Math.round(((at + (stage === 'done' ? 0 : done)) / STAGES.length) * 100);
  const percent = `${overall} %`;
  return (
    <div
      className={styles.stages}
      role="progressbar"
      aria-label={label}
      aria-valuenow={overall}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={format.text('imports.progress', {
        file: label,
        stage: format.text(`imports.stage.${stage}`),
        percent,
      })}
      data-stage={stage}
    >
      {STAGES.map((name, index) => (
        <span
          key={name}
          className={styles.stage}
          data-state={index < at ? 'done' : index === at && stage !== 'queued' ? 'now' : 'due'}
        >
          <i style={{ width: `${(index < at ? 1 : index === at ? done : 0) * 100}%` }} />
          <small>{format.text(`imports.stage.${name}`)}</small>
        </span>
      ))}
    </div>
  );
}
