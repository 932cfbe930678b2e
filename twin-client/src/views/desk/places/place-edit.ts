import type { PlaceDraft } from '../../../state/place/place-draft.ts';
import type { Place, PlaceKind } from './place.ts';

/** A place that is being drawn or changed. */
export interface PlaceEdit {
  readonly base: Place | null;
  readonly kind: PlaceKind;
  readonly draft: PlaceDraft;
  /** Of a camera's view: its camera, as far as it is a new one. */
  readonly camera: Place['camera'];
}
