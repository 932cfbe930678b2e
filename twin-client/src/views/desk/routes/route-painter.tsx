import { useEffect } from 'react';
import type { Evacuation } from '../../../state/records/route.ts';
import type { RoutePicture } from '../../../state/route-picture.ts';
import { useRoom } from '../desk.ts';

/** Draws the ways out where they are looked at: on the storey from the inside, over the ground in the site. */
export function RoutePainter({ evacuation, storey }: { evacuation: Evacuation; storey: string | null }) {
  const room = useRoom();
  useEffect(() => {
    const interior = room?.interior && room.building === evacuation.building ? room.interior : null;
    interior?.showRoutes(pictureOf(evacuation, storey));
    const lines = evacuation.exits.flatMap(({ shelter, persons }) => (shelter && persons > 0 ? [shelter.line] : []));
    room?.site?.ways.show({ lines, ends: lines.map((line) => line.at(-1)!) });
    return () => {
      interior?.showRoutes(null);
      room?.site?.ways.show(null);
    };
  }, [room, evacuation, storey]);
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
