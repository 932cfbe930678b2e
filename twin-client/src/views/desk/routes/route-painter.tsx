import { useEffect } from 'react';
import { type LocalPoint, localToGeo } from 'twin-core';
import { useSite } from '../../../kit/center-context.ts';
import type { Evacuation, WayIn } from '../../../state/records/route.ts';
import type { GroundWays, RoutePicture } from '../../../state/route-picture.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { useRoom } from '../desk.ts';

export interface RoutePainterProps {
  readonly evacuation: Evacuation;
  readonly storey: string | null;
  readonly wayIn: WayIn | null;
}

/** Draws the ways out where they are looked at: on the storey from the inside, on the storey and over the ground in the site. */
export function RoutePainter({ evacuation, storey, wayIn }: RoutePainterProps) {
  const room = useRoom();
  const building = useSite().buildings.find(({ code }) => code === evacuation.building);
  useEffect(() => {
    const picture = pictureOf(evacuation, storey);
    const interior = room?.interior && room.building === evacuation.building ? room.interior : null;
    interior?.showRoutes(picture);
    const lines = evacuation.exits.flatMap(({ shelter, persons }) => (shelter && persons > 0 ? [shelter.line] : []));
    room?.site?.ways.show({
      lines,
      ends: lines.map((line) => line.at(-1)!),
      wayIn: wayIn?.gate?.line ?? [],
      onStorey: building ? onStorey(picture, building) : [],
    });
    return () => {
      interior?.showRoutes(null);
      room?.site?.ways.show(null);
    };
  }, [room, building, evacuation, storey, wayIn]);
  return null;
}

/** What of the routes lies on their own storey. */
function pictureOf({ routes, blockedWays }: Evacuation, storey: string | null): RoutePicture {
  const ways = routes.map(({ line, state }) => {
    const leaves = line.findIndex((point) => point.storey !== storey);
    const here = leaves < 0 ? line : line.slice(0, leaves);
    return { line: here.map(({ at }) => at), smoky: state === 'smoky' };
  });
  return { ways, blocked: blockedWays };
}

function onStorey({ ways, blocked }: RoutePicture, { placement }: BuildingView): GroundWays['onStorey'] {
  const place = (at: LocalPoint) => localToGeo(placement, at);
  return [
    ...ways.map(({ line, smoky }) => ({ line: line.map(place), look: smoky ? ('smoky' as const) : ('safe' as const) })),
    ...blocked.map((ends) => ({ line: ends.map(place), look: 'blocked' as const })),
  ];
}
