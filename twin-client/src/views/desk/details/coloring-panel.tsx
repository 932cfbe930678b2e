import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import {
  type CityColoring,
  COLORINGS,
  RAMP_COLORS,
  RAMP_VALUES,
  USE_COLORS,
  USES,
} from '../../../state/layers/city-coloring.ts';
import type { ShownLayer } from '../../../state/layers/layer-board.ts';
import styles from './details.module.css';

/** What the color of a layer of buildings tells, chosen, with what its colors mean. Clause 6.4.1-9. */
export function ColoringPanel({ layer: { record, coloring } }: { layer: ShownLayer }) {
  const { layers } = useCenter();
  const format = useFormat();
  return (
    <Panel title={format.text('layer.coloring')} from={null}>
      <div className={styles.coloring}>
        <SelectField
          label={format.text('layer.coloring')}
          value={coloring}
          onChange={(event) => layers.setColoring(record.code, event.target.value as CityColoring)}
          data-testid="layer-coloring"
        >
          {COLORINGS.map((one) => (
            <option key={one} value={one}>
              {format.text(`layer.coloring.${one}`)}
            </option>
          ))}
        </SelectField>
        <Legend coloring={coloring} />
      </div>
    </Panel>
  );
}

function Legend({ coloring }: { coloring: CityColoring }) {
  const format = useFormat();
  if (coloring === 'plain') return null;
  if (coloring === 'use') {
    return (
      <ul className={styles.swatches}>
        {USES.map((use, i) => (
          <li key={use}>
            <span style={{ background: USE_COLORS[i] }} aria-hidden="true" />
            {format.text(`layer.use.${use}`)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className={styles.ramp}>
      <span
        style={{ background: `linear-gradient(to right, ${RAMP_COLORS[coloring].join(', ')})` }}
        aria-hidden="true"
      />
      {RAMP_VALUES[coloring].map((value) => (
        <small key={value}>{format.text(`layer.ramp.${coloring}`, { value: String(value) })}</small>
      ))}
    </div>
  );
}
