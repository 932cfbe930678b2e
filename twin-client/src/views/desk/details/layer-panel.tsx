import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { SelectField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { LayerEntry } from '../../../state/records/layer.ts';
import { may } from '../../../state/records/session.ts';
import { useDesk } from '../desk.ts';
import { ColoringPanel } from './coloring-panel.tsx';
import styles from './details.module.css';
import { GreenPanel } from './green-panel.tsx';

/** A layer of geographic information: what is recorded of it (clause 6.4.1-9), and its export. */
export function LayerPanel({ code }: { code: string }) {
  const { layers, session } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  useSyncExternalStore(layers.layers.subscribe, layers.layers.get);
  const layer = layers.layer(code);
  const record = layer?.record;
  if (!record) return <EmptyNotice title={format.text('layer.gone', { code })} />;
  return (
    <div data-testid="layer-card" data-layer={code}>
      <header className={styles.head}>
        <span aria-hidden="true" />
        <h2 className={styles.name}>{format.label(record.name)}</h2>
        <Button disabled={!record.bounds} onClick={() => desk.open({ kind: 'layer', code })}>
          {format.text('layer.fly')}
        </Button>
        <p className={styles.sub}>
          <span>{code}</span>
          <span>{format.text(`layer.kind.${record.kind}`)}</span>
          {record.count !== null && <span>{`${format.text('layer.count')} ${format.number(record.count)}`}</span>}
        </p>
      </header>
      {record.style.plan === 'green' && <GreenPanel />}
      {record.kind === 'buildings' && <ColoringPanel layer={layer} />}
      <Panel title={format.text('layer.card')} from="layer">
        <RecordFacts record={record} />
      </Panel>
      {record.kind !== 'terrain' && record.kind !== 'imagery' && <Export code={code} />}
      {may(session, 'model.manage') && <Removal code={code} />}
    </div>
  );
}

function RecordFacts({ record }: { record: LayerEntry }) {
  const format = useFormat();
  const { group, classCode, source, accuracyM, surveyDate, crs, heightDatum, rights, updatedAt } = record;
  const digits = accuracyM !== null && accuracyM < 1 ? 2 : 1;
  return (
    <Facts
      facts={[
        { label: format.text('layer.group'), value: format.text(`layers.group.${group}`) },
        { label: format.text('layer.classCode'), value: classCode },
        { label: format.text('layer.source'), value: source },
        {
          label: format.text('layer.accuracy'),
          value:
            accuracyM === null ? null : format.text('layer.accuracyValue', { value: format.number(accuracyM, digits) }),
        },
        { label: format.text('layer.surveyDate'), value: surveyDate },
        { label: format.text('layer.crs'), value: crs },
        ...(heightDatum === null
          ? []
          : [{ label: format.text('layer.heightDatum'), value: heightDatum.toUpperCase() }]),
        { label: format.text('layer.rights'), value: rights },
        { label: format.text('layer.updated'), value: `${format.date(updatedAt)} ${format.hour(updatedAt)}` },
      ]}
    />
  );
}

/** Coordinate systems that files are asked in: the site's own comes besides. */
const EXPORT_CRS = ['EPSG:4326', 'EPSG:4490', 'GCJ-02', 'BD-09'] as const;

function Export({ code }: { code: string }) {
  const { api, site } = useCenter();
  const format = useFormat();
  const choices = [...EXPORT_CRS, site.crs];
  const [crs, setCrs] = useState<string>('EPSG:4490');
  return (
    <Panel title={format.text('layer.export')} from={null}>
      <div className={styles.export}>
        <SelectField
          label={format.text('layer.exportCrs')}
          value={crs}
          onChange={(event) => setCrs(event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </SelectField>
        <a className={styles.download} href={api.layers.fileAddress(code, crs)} download data-testid="layer-export">
          {format.text('layer.export')}
        </a>
      </div>
      <p className={styles.note}>{format.text('layer.exportHint')}</p>
    </Panel>
  );
}

/** Removing takes two clicks: there is no way back. */
function Removal({ code }: { code: string }) {
  const { api } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const tell = useToast();
  const [sure, setSure] = useState(false);
  const remove = () => {
    if (!sure) {
      setSure(true);
      return;
    }
    api.layers
      .remove(code)
      .then(() => desk.select(null))
      .catch((cause: unknown) => tell(problemText(format, cause), 'problem'));
  };
  return (
    <div className={styles.export}>
      <Button onClick={remove} onBlur={() => setSure(false)}>
        {format.text(sure ? 'layer.removeSure' : 'layer.remove')}
      </Button>
    </div>
  );
}
