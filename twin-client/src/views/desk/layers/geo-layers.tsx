import { useSyncExternalStore } from 'react';
import { LayerGroup } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice } from '../../../kit/notice.tsx';
import type { ShownLayer } from '../../../state/layers/layer-board.ts';
import { GeoLayerLine } from './geo-layer-line.tsx';
import styles from './layers.module.css';

/** The tree of layers of geographic information: by group, the uppermost first, each on or off, more or less opaque. */
export function GeoLayers() {
  const { layers: board } = useCenter();
  const format = useFormat();
  const layers = useSyncExternalStore(board.layers.subscribe, board.layers.get);
  const groups = LayerGroup.options
    .map((group) => ({ group, layers: layers.filter(({ record }) => record.group === group).reverse() }))
    .filter((each) => each.layers.length > 0);
  if (groups.length === 0)
    return <EmptyNotice title={format.text('layers.empty')}>{format.text('layers.emptyHint')}</EmptyNotice>;
  const isChanged = layers.some(
    ({ record, visible, opacity, coloring }) =>
      record.visible !== visible || record.opacity !== opacity || (record.style.colorBy ?? 'plain') !== coloring,
  );
  return (
    <>
      <ul className={styles.facilities} data-testid="geo-layers">
        {groups.map(({ group, layers: within }) => (
          <Group key={group} group={group} layers={within} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button disabled={!isChanged} onClick={() => board.reset()}>
          {format.text('layers.reset')}
        </Button>
      </div>
    </>
  );
}

function Group({ group, layers }: { group: LayerGroup; layers: readonly ShownLayer[] }) {
  const { layers: board } = useCenter();
  const format = useFormat();
  const shown = layers.filter(({ visible }) => visible).length;
  return (
    <li>
      <label className={styles.facility}>
        <input
          type="checkbox"
          checked={shown > 0}
          data-testid={`layer-group-${group}`}
          ref={(box) => {
            // Some of them: only a script can say so.
            if (box) box.indeterminate = shown > 0 && shown < layers.length;
          }}
          onChange={() =>
            board.setVisible(
              layers.map(({ record }) => record.code),
              shown < layers.length,
            )
          }
        />
        <span>{format.text(`layers.group.${group}`)}</span>
        <small>
          {shown === layers.length
            ? format.number(layers.length)
            : format.text('layers.count', { shown: format.number(shown), total: format.number(layers.length) })}
        </small>
      </label>
      <ul>
        {layers.map((layer, i) => (
          <GeoLayerLine key={layer.record.code} layer={layer} above={layers[i - 1]} below={layers[i + 1]} />
        ))}
      </ul>
    </li>
  );
}
