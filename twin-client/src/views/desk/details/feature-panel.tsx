import { useSyncExternalStore } from 'react';
import type { FeatureGeometry } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { type Fact, Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { lineLengthM, ringAreaM2 } from '../../../state/area/ring-shape.ts';
import { useDesk } from '../desk.ts';
import styles from './details.module.css';

/** A feature of a layer: its attributes as its source has them, its size, and its layer. */
export function FeaturePanel({ layer, id }: { layer: string; id: string }) {
  const { api, layers } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  useSyncExternalStore(layers.layers.subscribe, layers.layers.get);
  const record = layers.layer(layer)?.record;
  const asked = useLoaded(`${layer}/${id} ${record?.updatedAt}`, (signal) => api.layers.feature(layer, id, signal));
  const feature = asked.last;
  if (!feature) {
    return asked.state === 'failed' ? (
      <ProblemNotice cause={asked.cause} onRetry={asked.retry} />
    ) : (
      <LoadingNotice text={format.text('shell.loading')} />
    );
  }
  const attributes = Object.entries(feature.properties).map(
    ([label, value]): Fact => ({ label, value: textOf(value, format) }),
  );
  const layerName = record ? format.label(record.name) : layer;
  return (
    <div data-testid="feature-card" data-feature={`${layer}/${id}`}>
      <header className={styles.head}>
        <span aria-hidden="true" />
        <h2 className={styles.name}>{feature.name ?? `${layerName} ${id}`}</h2>
        <Button onClick={() => desk.open({ kind: 'feature', layer, id })} data-testid="locate">
          {format.text('layer.fly')}
        </Button>
        <p className={styles.sub}>
          <span>{layerName}</span>
          <span>{id}</span>
        </p>
      </header>
      <Panel title={format.text('feature.attributes')} from="layer">
        {attributes.length > 0 ? (
          <Facts facts={attributes} />
        ) : (
          <p className={styles.note}>{format.text('feature.none')}</p>
        )}
      </Panel>
      <Panel title={format.text('feature.geometry')} from="layer">
        <Facts facts={shapeFacts(feature.geometry, format)} />
      </Panel>
      <Panel title={format.text('feature.layer')} from="layer">
        <div className={styles.export}>
          <Button onClick={() => desk.select({ kind: 'layer', code: layer })}>
            {format.text('layers.about', { name: layerName })}
          </Button>
        </div>
        {record?.rights && <p className={styles.note}>{record.rights}</p>}
      </Panel>
    </div>
  );
}

function textOf(value: unknown, format: Format): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return format.number(value, Number.isInteger(value) ? 0 : 3);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function shapeFacts(geometry: FeatureGeometry, format: Format): Fact[] {
  const metres = (value: number) => format.text('feature.metres', { value: format.number(value, 1) });
  const kind = (name: 'point' | 'line' | 'area'): Fact => ({
    label: format.text('feature.geometry'),
    value: format.text(`feature.geometry.${name}`),
  });
  const flat = (line: readonly (readonly number[])[]) => line.map(([x, y]) => [x!, y!] as const);
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return [kind('point')];
    case 'LineString':
    case 'MultiLineString': {
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      const length = lines.reduce((sum, line) => sum + lineLengthM(flat(line)), 0);
      return [kind('line'), { label: format.text('feature.length'), value: metres(length) }];
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      const area = polygons.reduce(
        (sum, [outer, ...holes]) =>
          sum + ringAreaM2(flat(outer!)) - holes.reduce((less, hole) => less + ringAreaM2(flat(hole)), 0),
        0,
      );
      const value = format.text('area.squareMetres', { value: format.number(area, 1) });
      return [kind('area'), { label: format.text('feature.area'), value }];
    }
  }
}
