import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { TEXTS, type TextKey } from '../../../kit/i18n/texts.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { Provenance } from '../../../state/records/provenance.ts';
import styles from './home-record.module.css';

/** Begins the source of what came by a file of base data; its name follows. */
const BY_FILE = 'file ';

/** Storage time and source of a record (clauses 6.4.1-2-4, 6.4.1-3-5, 6.4.1-8-4): shown, never edited. */
export function Stored({ provenance: { storedAt, updatedAt, source } }: { provenance: Provenance }) {
  const format = useFormat();
  const at = (time: number) => `${format.date(time)} ${format.hour(time)}`;
  return (
    <p className={styles.stored} data-testid="stored">
      {format.text('house.stored', {
        stored: at(storedAt),
        updated: at(updatedAt),
        source: sourceWords(format, source),
      })}
    </p>
  );
}

function sourceWords(format: Format, source: string): string {
  if (source.startsWith(BY_FILE)) return format.text('source.file', { name: source.slice(BY_FILE.length) });
  const key = `source.${source}`;
  return key in TEXTS ? format.text(key as TextKey) : source;
}

/** The same of a building, asked for when it is shown. */
export function BuildingStored({ code }: { code: string }) {
  const { api, siteRevision } = useCenter();
  const revision = useSyncExternalStore(siteRevision.subscribe, siteRevision.get);
  const { last } = useLoaded(`${code} ${revision}`, (signal) => api.buildingProvenance(code, signal));
  return (
    last && (
      <div className={styles.inset}>
        <Stored provenance={last} />
      </div>
    )
  );
}
