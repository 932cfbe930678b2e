import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { BuildingLook } from '../../../state/building-look.ts';
import type { LookToolProps } from './look-tool.ts';
import styles from './model-tools.module.css';

const BELOW: readonly BuildingLook['below'][] = ['solid', 'ghost', 'hidden'];

/** How storeys are pulled apart, and what is left of those under the isolated one. */
export function StoreyTool({ look, onLook }: LookToolProps) {
  const format = useFormat();
  const percent = Math.round(look.explode * 100);
  return (
    <>
      <label className={styles.slider}>
        <span>{format.text('model.explode')}</span>
        <output>{percent} %</output>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          data-testid="model-explode"
          onChange={(event) => onLook({ ...look, explode: event.target.valueAsNumber / 100 })}
        />
      </label>
      <div className={styles.row}>
        <span>{format.text('model.below')}</span>
        <Choice
          label={format.text('model.below')}
          value={look.below}
          options={BELOW.map((value) => ({ value, label: format.text(`model.below.${value}`) }))}
          onChoose={(below) => onLook({ ...look, below })}
        />
      </div>
    </>
  );
}
