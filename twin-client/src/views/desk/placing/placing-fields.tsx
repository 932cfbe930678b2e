import type { LocalPoint } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { offsetBetween, shifted, turnedAbout } from '../../../scene/placing/moved-placement.ts';
import { NumberField } from './number-field.tsx';
import styles from './placing.module.css';
import type { Placing } from './use-placing.ts';

/** Degrees to a centimetre on the ground. */
const DEGREE_DECIMALS = 7;

/** Where the model stands and how far it was moved, as numbers both ways. `middle`: what it turns about, metres of its frame. */
export function PlacingFields({ placing, middle }: { placing: Placing; middle: LocalPoint }) {
  const format = useFormat();
  const { placement, from, move } = placing;
  const { eastM, northM, upM, turnDeg } = offsetBetween(from, placement);
  return (
    <>
      <fieldset className={styles.fields}>
        <legend>{format.text('placing.moved')}</legend>
        <NumberField
          label={format.text('placing.east')}
          value={eastM}
          decimals={2}
          step={0.1}
          data-testid="placing-east"
          onValue={(value) => move(shifted(placement, value - eastM, 0))}
        />
        <NumberField
          label={format.text('placing.north')}
          value={northM}
          decimals={2}
          step={0.1}
          data-testid="placing-north"
          onValue={(value) => move(shifted(placement, 0, value - northM))}
        />
        <NumberField
          label={format.text('placing.up')}
          value={upM}
          decimals={2}
          step={0.1}
          data-testid="placing-up"
          onValue={(value) => move(shifted(placement, 0, 0, value - upM))}
        />
        <NumberField
          label={format.text('placing.turn')}
          value={turnDeg}
          decimals={2}
          step={0.5}
          min={-360}
          max={360}
          data-testid="placing-turn"
          onValue={(value) => move(turnedAbout(placement, middle, value - turnDeg))}
        />
      </fieldset>
      <fieldset className={styles.fields}>
        <legend>{format.text('placing.position')}</legend>
        <NumberField
          label={format.text('placing.longitude')}
          value={placement.longitude}
          decimals={DEGREE_DECIMALS}
          step={1e-6}
          min={-180}
          max={180}
          data-testid="placing-longitude"
          onValue={(longitude) => move({ ...placement, longitude })}
        />
        <NumberField
          label={format.text('placing.latitude')}
          value={placement.latitude}
          decimals={DEGREE_DECIMALS}
          step={1e-6}
          min={-90}
          max={90}
          data-testid="placing-latitude"
          onValue={(latitude) => move({ ...placement, latitude })}
        />
        <NumberField
          label={format.text('placing.height')}
          value={placement.height}
          decimals={2}
          step={0.1}
          min={-500}
          max={9000}
          data-testid="placing-height"
          onValue={(height) => move({ ...placement, height })}
        />
        <NumberField
          label={format.text('placing.heading')}
          value={placement.headingDeg}
          decimals={2}
          step={0.5}
          min={-360}
          max={360}
          data-testid="placing-heading"
          onValue={(headingDeg) => move({ ...placement, headingDeg })}
        />
      </fieldset>
    </>
  );
}
