import { useEffect, useState } from 'react';
import type { LocalPoint } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { fitPoints } from '../../../scene/placing/fit-points.ts';
import { distanceText } from './distance-text.ts';
import { readGround } from './ground-text.ts';
import styles from './placing.module.css';
import type { Placing } from './use-placing.ts';

interface Pair {
  readonly model: LocalPoint | null;
  /** As typed or picked: "longitude, latitude". */
  readonly ground: string;
}

/** What the pairs are called. */
const NUMBERS = [1, 2];
const EMPTY: Pair = { model: null, ground: '' };
const DEGREE_DECIMALS = 8;

/** Two points of the model and where they belong: the model is moved and turned so that they come nearest. */
export function PointPairs({ placing }: { placing: Placing }) {
  const format = useFormat();
  const { controls, placement, move } = placing;
  const [pairs, setPairs] = useState<readonly Pair[]>([EMPTY, EMPTY]);
  const [waiting, setWaiting] = useState<string | null>(null);
  const [residualM, setResidualM] = useState<number | null>(null);
  const change = (index: number, part: Partial<Pair>) => {
    setResidualM(null);
    setPairs((now) => now.map((pair, at) => (at === index ? { ...pair, ...part } : pair)));
  };
  useEffect(() => {
    controls?.mark(
      pairs.map(({ model, ground }) => {
        const typed = readGround(ground);
        return { model, ground: typed && { ...typed, height: typed.height ?? placement.height } };
      }),
    );
  }, [controls, pairs, placement.height]);
  const pick = async (index: number, on: 'model' | 'ground') => {
    if (!controls) return;
    const key = `${index} ${on}`;
    setWaiting(key);
    if (on === 'model') {
      const model = await controls.pickModelPoint();
      if (model) change(index, { model });
    } else {
      const ground = await controls.pickGroundPoint();
      const [longitude, latitude] = [ground?.longitude, ground?.latitude].map((value) =>
        value?.toFixed(DEGREE_DECIMALS),
      );
      if (ground) change(index, { ground: `${longitude}, ${latitude}` });
    }
    setWaiting((now) => (now === key ? null : now));
  };
  const complete = pairs.flatMap(({ model, ground }) => {
    const typed = readGround(ground);
    return model && typed ? [{ model, ground: typed }] : [];
  });
  const fit = () => {
    const fitted = fitPoints(complete, placement);
    setResidualM(fitted.residualM);
    move(fitted.placement);
  };
  return (
    <Panel title={format.text('placing.points')} from={null}>
      <p className={styles.note}>{format.text('placing.pointsHint')}</p>
      {NUMBERS.map((n) => {
        const index = n - 1;
        const { model, ground } = pairs[index] ?? EMPTY;
        const wrong = ground !== '' && readGround(ground) === null;
        return (
          <fieldset key={n} className={styles.pair}>
            <legend>{format.text('placing.point', { n })}</legend>
            <Button
              aria-pressed={waiting === `${index} model`}
              disabled={!controls}
              data-testid={`pick-model-${n}`}
              onClick={() => void pick(index, 'model')}
            >
              {model ? `${format.text('placing.picked')} ✓` : format.text('placing.pickModel')}
            </Button>
            <Button
              aria-pressed={waiting === `${index} ground`}
              disabled={!controls}
              data-testid={`pick-ground-${n}`}
              onClick={() => void pick(index, 'ground')}
            >
              {format.text('placing.pickGround')}
            </Button>
            <input
              className={styles.ground}
              aria-label={format.text('placing.groundText', { n })}
              aria-invalid={wrong}
              placeholder={format.text('placing.groundPlaceholder')}
              title={wrong ? format.text('placing.groundWrong') : undefined}
              value={ground}
              data-testid={`ground-${n}`}
              onChange={(event) => change(index, { ground: event.target.value })}
            />
          </fieldset>
        );
      })}
      <div className={styles.row}>
        <Button disabled={complete.length === 0} data-testid="fit-points" onClick={fit}>
          {format.text('placing.fit')}
        </Button>
        <Button look="quiet" onClick={() => setPairs([EMPTY, EMPTY])}>
          {format.text('placing.clearPoints')}
        </Button>
        {residualM !== null && (
          <span role="status" data-testid="fit-residual">
            {format.text('placing.fitted', { residual: distanceText(format, residualM) })}
          </span>
        )}
      </div>
    </Panel>
  );
}
