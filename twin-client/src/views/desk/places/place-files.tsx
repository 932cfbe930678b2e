import { useRef, useState } from 'react';
import { crsOf, MAP_SYSTEMS, type MapSystem } from 'twin-core/crs';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { systemName } from '../../../kit/coordinates/write-place.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { Problem } from '../../../state/problem.ts';
import type { ZoneImport } from '../../../state/records/place.ts';
import { may } from '../../../state/records/session.ts';
import styles from './places.module.css';

/** Larger is no file of zones, bytes. */
const MOST_BYTES = 4 << 20;

/** Zones out and in as GeoJSON files: out in the coordinate system of choice, in after a look at what would become of each feature. */
export function PlaceFiles() {
  const { api, site, session } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const chooser = useRef<HTMLInputElement>(null);
  const [system, setSystem] = useState<MapSystem>('wgs84');
  const [preview, setPreview] = useState<{
    readonly name: string;
    readonly file: object;
    readonly found: ZoneImport;
  } | null>(null);
  const read = async (chosen: File) => {
    try {
      if (chosen.size > MOST_BYTES) throw new Error('large');
      const file: unknown = JSON.parse(await chosen.text());
      if (typeof file !== 'object' || file === null) throw new Error('not GeoJSON');
      setPreview({ name: chosen.name, file, found: await api.places.importZones(file, true) });
    } catch (cause) {
      tell(
        cause instanceof Problem
          ? problemText(format, cause)
          : format.text('places.notGeoJson', { name: chosen.name }),
        'problem',
      );
    }
  };
  return (
    <div className={styles.files}>
      {may(session, 'base.manage') && (
        <Button onClick={() => chooser.current?.click()}>{format.text('places.import')}</Button>
      )}
      <input
        ref={chooser}
        type="file"
        accept=".geojson,.json"
        hidden
        data-testid="place-file"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          target.value = '';
          if (chosen) void read(chosen);
        }}
      />
      <span className={styles.grow} />
      <select
        aria-label={format.text('places.exportSystem')}
        value={system}
        onChange={(event) => setSystem(event.target.value as MapSystem)}
      >
        {MAP_SYSTEMS.map((each) => (
          <option key={each} value={each}>
            {systemName(each, site)}
          </option>
        ))}
      </select>
      <a className={styles.export} href={api.places.zonesFile(crsOf(system, site))} download>
        {format.text('places.export')}
      </a>
      {preview && (
        <ImportPreview
          {...preview}
          onClose={() => setPreview(null)}
          onDone={(count) => {
            setPreview(null);
            tell(format.text('places.imported', { count }));
          }}
        />
      )}
    </div>
  );
}

function ImportPreview({
  name,
  file,
  found,
  onClose,
  onDone,
}: {
  name: string;
  file: object;
  found: ZoneImport;
  onClose(): void;
  onDone(count: number): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [busy, setBusy] = useState(false);
  const taken = found.items.filter(({ result }) => result === 'new' || result === 'changed').length;
  const take = async () => {
    setBusy(true);
    try {
      await api.places.importZones(file, false);
      onDone(taken);
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
      setBusy(false);
    }
  };
  return (
    <Dialog title={format.text('places.previewTitle', { name })} wide onClose={onClose}>
      <p className={styles.note}>{format.text('places.previewCrs', { crs: found.crs, count: found.items.length })}</p>
      <ul className={styles.preview} data-testid="place-preview">
        {found.items.map(({ feature, code, name: title, result, reason }) => (
          <li key={feature} data-result={result}>
            <span>{format.number(feature)}</span>
            <span>{title ?? code ?? '–'}</span>
            <span>{format.text(`places.result.${result}`)}</span>
            {reason && <small>{reason}</small>}
          </li>
        ))}
      </ul>
      <DialogButtons>
        <Button onClick={onClose}>{format.text('places.cancel')}</Button>
        <Button look="action" disabled={busy || taken === 0} onClick={() => void take()}>
          {format.text('places.take', { count: taken })}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
