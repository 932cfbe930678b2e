import type { CSSProperties } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { ShownLayer } from '../../../state/layers/layer-board.ts';
import { lookOf } from '../../../state/layers/layer-look.ts';
import { useAddress, useDesk } from '../desk.ts';
import styles from './layers.module.css';

export interface GeoLayerLineProps {
  readonly layer: ShownLayer;
  /** Its neighbors in the group, by what is drawn over what. */
  readonly above: ShownLayer | undefined;
  readonly below: ShownLayer | undefined;
}

/** A layer of the tree: on or off, its swatch and name (which open its card), opacity, and its place in the order. */
export function GeoLayerLine({ layer, above, below }: GeoLayerLineProps) {
  const { layers: board } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const { record, visible, opacity } = layer;
  const name = format.label(record.name);
  const placeOf = (other: ShownLayer) => board.layers.get().indexOf(other);
  const isChosen = selection?.kind === 'layer' && selection.code === record.code;
  return (
    <li className={styles.layer} data-chosen={isChosen} data-testid={`geo-layer-${record.code}`}>
      <input
        type="checkbox"
        checked={visible}
        aria-label={format.text('layers.show', { name })}
        data-testid={`geo-show-${record.code}`}
        onChange={(event) => board.setVisible([record.code], event.target.checked)}
      />
      <Swatch layer={layer} />
      <button
        type="button"
        className={styles.layerName}
        title={format.text('layers.about', { name })}
        onClick={() => desk.select({ kind: 'layer', code: record.code })}
      >
        {name}
      </button>
      <small>{record.count === null ? '' : format.number(record.count)}</small>
      <input
        type="range"
        min={0.1}
        max={1}
        step={0.05}
        value={opacity}
        disabled={!visible}
        aria-label={format.text('layers.opacity', { name })}
        onChange={(event) => board.setOpacity(record.code, Number(event.target.value))}
      />
      <span className={styles.order}>
        <Button
          look="quiet"
          disabled={!above}
          aria-label={format.text('layers.up', { name })}
          onClick={() => above && board.move(record.code, placeOf(above))}
        >
          ▴
        </Button>
        <Button
          look="quiet"
          disabled={!below}
          aria-label={format.text('layers.down', { name })}
          onClick={() => below && board.move(record.code, placeOf(below))}
        >
          ▾
        </Button>
      </span>
    </li>
  );
}

/** How the layer is drawn, in small. */
function Swatch({ layer: { record } }: { layer: ShownLayer }) {
  const look = lookOf(record);
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--fill': look.fill,
    '--line-color': look.line,
  };
  return <span className={styles.swatch} style={style} data-dashed={look.dashM !== null} aria-hidden="true" />;
}
