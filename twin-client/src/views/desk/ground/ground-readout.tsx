import { useEffect, useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useShownCoordinates } from '../../../kit/coordinates/coordinates.tsx';
import { CopyButton } from '../../../kit/coordinates/copy-button.tsx';
import {
  HEIGHT_DATUMS,
  heightIn,
  placeText,
  SHOWN_SYSTEMS,
  type ShownSystem,
  systemName,
} from '../../../kit/coordinates/write-place.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { prefer } from '../../../kit/preferences.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { GroundHeight } from '../../../state/records/place.ts';
import { useRoom } from '../desk.ts';
import styles from './ground.module.css';

/** Least time between two places that are told, milliseconds. */
const PACE_MS = 80;
/** The height is asked for when the pointer has rested for this long, milliseconds. */
const REST_MS = 300;

/** The place under the pointer in the system of choice, with the ground's height: clause 6.4.1-9. */
export function GroundReadout() {
  const { site } = useCenter();
  const format = useFormat();
  const surface = useRoom()?.surface ?? null;
  const { system, heights } = useShownCoordinates();
  const { place, ground } = usePointer();
  if (!surface) return null;
  const shown: LonLat = place ?? [site.frame.longitude, site.frame.latitude];
  const text = placeText(system, site, shown);
  const geoidM =
    ground?.height == null || ground.normalHeight === null ? undefined : ground.height - ground.normalHeight;
  const up = ground?.height == null ? null : heightIn(heights, site, ground.height, geoidM);
  return (
    <aside className={styles.readout} aria-label={format.text('coordinates.title')} data-testid="ground-readout">
      <select
        aria-label={format.text('coordinates.system')}
        value={system}
        data-testid="coordinate-system"
        onChange={(event) => prefer({ system: event.target.value as ShownSystem })}
      >
        {SHOWN_SYSTEMS.map((each) => (
          <option key={each} value={each}>
            {each === 'wgs84dms' ? format.text('coordinates.dms') : systemName(each, site)}
          </option>
        ))}
      </select>
      <output className={place ? '' : styles.faint} data-testid="ground-place">
        {text}
      </output>
      <select
        aria-label={format.text('coordinates.heights')}
        value={heights}
        onChange={(event) => prefer({ heights: event.target.value as (typeof HEIGHT_DATUMS)[number] })}
      >
        {HEIGHT_DATUMS.map((datum) => (
          <option key={datum} value={datum}>
            {format.text(`coordinates.datum.${datum}`)}
          </option>
        ))}
      </select>
      <output className={styles.height} title={ground?.source ?? undefined} data-testid="ground-height">
        {up === null ? '–' : format.text('coordinates.metres', { value: format.number(up, 1) })}
      </output>
      <CopyButton text={text} />
    </aside>
  );
}

/** Where the pointer is on the ground of the room, paced; its height once it rests. */
function usePointer(): { readonly place: LonLat | null; readonly ground: GroundHeight | null } {
  const { api } = useCenter();
  const surface = useRoom()?.surface ?? null;
  const [place, setPlace] = useState<LonLat | null>(null);
  const [ground, setGround] = useState<GroundHeight | null>(null);
  useEffect(() => {
    if (!surface) return;
    const { element } = surface.picture;
    const ended = new AbortController();
    let at: readonly [number, number] | null = null;
    let pace: ReturnType<typeof setTimeout> | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const ask = async (asked: LonLat) => {
      const [found] = await api.places.heights([asked], ended.signal).catch(() => []);
      if (!ended.signal.aborted) setGround(found ?? null);
    };
    const tell = () => {
      pace = undefined;
      const met = at && surface.picture.placeAt(...at);
      if (!met) return;
      setPlace(met);
      clearTimeout(rest);
      rest = setTimeout(() => void ask(met), REST_MS);
    };
    const move = (event: PointerEvent) => {
      const { left, top } = element.getBoundingClientRect();
      at = [event.clientX - left, event.clientY - top];
      // A picture that is turned is not read: that would cost the frames it needs.
      if (event.buttons === 0) pace ??= setTimeout(tell, PACE_MS);
    };
    element.addEventListener('pointermove', move, { signal: ended.signal, capture: true });
    return () => {
      ended.abort();
      clearTimeout(pace);
      clearTimeout(rest);
    };
  }, [surface, api]);
  return { place, ground };
}
