import { useEffect, useRef, useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { loadFonts } from '../../../kit/fonts.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { ProblemNotice } from '../../../kit/notice.tsx';
import type { DifferencePicture } from '../../../map/differences/difference-picture.ts';
import type { MapOptions, SiteMap } from '../../../map/site-map.ts';
import type { Center } from '../../../state/center.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import { WebglUnavailable } from '../../../state/webgl-unavailable.ts';
import styles from './what-if.module.css';

/** The site's map with what differs on it: by WebGL 2 where the browser has it, else on a plain canvas. */
export function DifferenceMap({
  picture,
  onPlace,
}: {
  picture: DifferencePicture | null;
  /** Asked for a place: told of the next click. */
  onPlace: ((place: LonLat) => void) | null;
}) {
  const center = useCenter();
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<SiteMap | null>(null);
  const [cause, setCause] = useState<unknown>(null);
  useEffect(() => {
    let open: SiteMap | null = null;
    let left = false;
    openMap(host.current!, center).then(
      (made) => {
        open = made;
        if (left) made.destroy();
        else setMap(made);
      },
      (problem: unknown) => setCause(problem),
    );
    return () => {
      left = true;
      open?.destroy();
    };
  }, [center]);
  useEffect(() => {
    map?.estate.showDifferences(picture);
  }, [map, picture]);
  useEffect(() => {
    if (map) map.estate.onPlace = onPlace;
  }, [map, onPlace]);
  return (
    <div className={styles.map}>
      <div
        ref={host}
        className={styles.host}
        role="application"
        aria-label={format.text('whatIf.map')}
        data-testid="what-if-map"
        data-marks={picture?.places.length ?? 0}
      />
      {cause !== null && <ProblemNotice centered title={format.text('whatIf.mapFailed')} cause={cause} />}
    </div>
  );
}

async function openMap(container: HTMLElement, { site, ground, layers }: Center): Promise<SiteMap> {
  await loadFonts(site.buildings.map(({ name }) => name).join(''));
  const options: MapOptions = {
    site,
    ground,
    layers,
    palette: WALL_DARK,
    outlineOf: () => Promise.resolve(null),
    onPick: () => undefined,
  };
  try {
    const { createSiteMap } = await import('../../../map/create-site-map.ts');
    return createSiteMap(container, options);
  } catch (cause) {
    if (!(cause instanceof WebglUnavailable)) throw cause;
    const { createPlainMap } = await import('../../../map/plain/plain-map.ts');
    return createPlainMap(container, options);
  }
}
