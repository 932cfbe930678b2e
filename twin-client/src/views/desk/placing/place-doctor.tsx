import type { Placement } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { offsetBetween } from '../../../scene/placing/moved-placement.ts';
import type { BuildingPlace } from '../../../state/records/placement.ts';
import { distanceText, signedText } from './distance-text.ts';
import { findingText } from './finding-text.ts';
import styles from './placing.module.css';

/** What the model's file says of its place, and the other places it may mean, each taken by one click. */
export function PlaceDoctor({ place, onUse }: { place: BuildingPlace; onUse(placement: Placement): void }) {
  const format = useFormat();
  const { georeference, corrections } = place;
  return (
    <>
      <Panel title={format.text('placing.corrections')} from="model">
        {corrections.length === 0 && <p className={styles.note}>{format.text('placing.correctionsNone')}</p>}
        <ul className={styles.corrections}>
          {corrections.map(({ source, reading, crs, placement, residualM, upM }) => (
            <li key={`${source} ${reading} ${crs} ${placement.longitude} ${placement.latitude} ${placement.height}`}>
              <strong>
                {format.text(`place.source.${source}`)} {crs}
              </strong>
              <span>
                {source === 'geoid' ? '' : `${format.text(`place.reading.${reading}`)} · `}
                {format.text('placing.apart', {
                  distance: distanceText(format, residualM),
                  up: signedText(format, upM, 1),
                  turn: signedText(format, offsetBetween(place.placement, placement).turnDeg, 1),
                })}
              </span>
              <Button data-testid={`use-${source}`} onClick={() => onUse(placement)}>
                {format.text('placing.use')}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        from="model"
        title={format.text('placing.findings')}
        aside={
          georeference?.believed
            ? format.text('placing.findingsAside', { source: format.text(`place.source.${georeference.source}`) })
            : georeference && format.text('placing.notBelieved')
        }
      >
        {georeference === null && <p className={styles.note}>{format.text('placing.noModel')}</p>}
        <ul className={styles.findings} data-testid="findings">
          {georeference?.findings.map((finding) => (
            <li key={`${finding.code} ${finding.text}`} data-verdict={finding.verdict}>
              <b>{format.text(`verdict.${finding.verdict}`)}</b>
              <span>{findingText(format, finding)}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
