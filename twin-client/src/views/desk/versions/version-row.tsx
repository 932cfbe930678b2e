import type { BuildingVersion } from 'twin-core';
import { Button, ButtonLink } from '../../../kit/button.tsx';
import { useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { sizeText } from '../size-text.ts';
import styles from './versions.module.css';

export interface VersionRowProps {
  readonly version: BuildingVersion;
  /** Address of its file. */
  readonly file: string;
  /** One of the building's versions is being brought back. */
  readonly busy: boolean;
  onRestore(): void;
}

/** One model of a building: its file, who brought it and when, and what can be done with it. */
export function VersionRow({ version: one, file, busy, onRestore }: VersionRowProps) {
  const format = useFormat();
  const now = useNow();
  const { version, fileName, bytes, sha256, storedBy, storedAt, current } = one;
  return (
    <li className={styles.row} data-version={version} data-current={current}>
      <b className={styles.number}>{format.text('versions.number', { version })}</b>
      <span className={styles.file} title={fileName}>
        {fileName}
      </span>
      {current && <em className={styles.current}>{format.text('versions.current')}</em>}
      <small className={styles.facts} title={`SHA-256 ${sha256}`}>
        {sizeText(format, bytes)} · {storedBy ?? format.text('versions.ofSite')} · {format.moment(storedAt, now)}
      </small>
      <span className={styles.deeds}>
        <ButtonLink href={file} download={fileName} data-testid="version-file">
          {format.text('versions.save')}
        </ButtonLink>
        {!current && (
          <Button disabled={busy} onClick={onRestore} data-testid="version-restore">
            {format.text('versions.restore')}
          </Button>
        )}
      </span>
    </li>
  );
}
