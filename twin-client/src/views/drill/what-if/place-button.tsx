import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { LonLat } from '../../../state/ground-plan.ts';

/** Asks the map for a place: null while it is not asked. */
export interface PlaceAsking {
  readonly isAsked: boolean;
  ask(take: ((place: LonLat) => void) | null): void;
}

/** A place by a click on the map, and where it is. */
export function PlaceButton({
  place,
  asking,
  onPlace,
}: {
  place: LonLat | null;
  asking: PlaceAsking;
  onPlace(place: LonLat): void;
}) {
  const format = useFormat();
  return (
    <p>
      <Button
        aria-pressed={asking.isAsked}
        data-testid="what-if-place"
        onClick={() => asking.ask(asking.isAsked ? null : onPlace)}
      >
        {format.text(asking.isAsked ? 'whatIf.placing' : 'whatIf.place')}
      </Button>{' '}
      {place && format.text('whatIf.placed', { place: placeText(place) })}
    </p>
  );
}

/** A place in degrees, to a metre. */
export const placeText = ([longitude, latitude]: LonLat): string => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
