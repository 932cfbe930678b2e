import type { RelationPlaces } from './attribute-places.ts';
import type { StepFile, StepValue } from './step-file.ts';
import { refOf, refsOf } from './values.ts';

const referencesOf = (value: StepValue | undefined): number[] => {
  const single = refOf(value);
  return single === null ? refsOf(value) : [single];
};

/**
 * Calls `onRelation` for every relation of a kind in the order of their numbers. Where the file names several instances at
 * the end that should be one (IfcPropertySetDefinitionSet), each is told.
 */
export function eachRelation(
  step: StepFile,
  { type, one, many }: RelationPlaces,
  onRelation: (one: number, many: readonly number[]) => void,
): void {
  for (const id of step.ids(type)) {
    const values = step.attributes(id);
    const related = referencesOf(values?.[many]);
    for (const end of referencesOf(values?.[one])) onRelation(end, related);
  }
}
