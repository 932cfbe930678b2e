import { useEffect, useState } from 'react';
import { geodesicAreaM2, geodesicLengthM } from 'twin-core/geometry';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { gridOf, measureArea, measureLine, postsOf } from '../../../state/measure/ground-measure.ts';
import { areaText, lengthText } from '../../../state/measure/quantity-text.ts';
import { GroundProfile } from './ground-profile.tsx';
import type { GroundMeasure } from './kinds.ts';
import styles from './measure.module.css';

/** A corner that is dragged is measured once it rests, milliseconds. */
const REST_MS = 250;

/** What a measurement comes to: on the ellipsoid at once, on the ground once its heights are known. */
export function MeasureResult({ kind, points }: { kind: GroundMeasure; points: readonly LonLat[] }) {
  const { api } = useCenter();
  const format = useFormat();
  const asked = useRested(points);
  const found = useLoaded(`${kind} ${JSON.stringify(asked)}`, async (signal) => {
    const posts = kind === 'area' ? gridOf(asked) : postsOf(asked);
    const heights = (await api.places.heights(posts, signal)).map(({ height }) => height);
    return kind === 'area'
      ? { area: measureArea(asked, posts, heights), line: null }
      : { area: null, line: measureLine(asked, posts, heights) };
  });
  const { area = null, line = null } = found.state === 'ready' ? found.value : {};
  const rows: (readonly [label: string, value: string])[] =
    kind === 'area'
      ? [
          [format.text('survey.plan'), areaText(geodesicAreaM2(points))],
          ...(area
            ? ([
                [format.text('survey.surface'), areaText(area.surfaceM2)],
                [format.text('survey.span'), lengthText(area.highestM - area.lowestM)],
              ] as const)
            : []),
          [format.text('survey.around'), lengthText(geodesicLengthM([...points, ...points.slice(0, 1)]))],
        ]
      : [
          [format.text('survey.horizontal'), lengthText(geodesicLengthM(points))],
          ...(line
            ? ([
                [format.text('survey.straight'), lengthText(line.straightM)],
                [format.text('survey.ground'), lengthText(line.groundM)],
                [format.text('survey.rise'), `${line.riseM < 0 ? '−' : '+'}${lengthText(Math.abs(line.riseM))}`],
              ] as const)
            : []),
        ];
  const stepM = area?.stepM ?? line?.stepM;
  return (
    <>
      <dl className={styles.rows} data-testid="measure-result" data-state={found.state}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {line && <GroundProfile posts={line.profile} />}
      <p className={styles.note}>
        {found.state === 'failed' || (found.state === 'ready' && !area && !line)
          ? format.text('survey.noHeights')
          : stepM === undefined
            ? format.text('survey.asking')
            : format.text('survey.how', { step: format.number(stepM, 1) })}
      </p>
    </>
  );
}

/** The same value once it stands still. */
function useRested(points: readonly LonLat[]): readonly LonLat[] {
  const [rested, setRested] = useState(points);
  useEffect(() => {
    const timer = setTimeout(() => setRested(points), REST_MS);
    return () => clearTimeout(timer);
  }, [points]);
  return rested;
}
