import type { Behavior } from '../behavior.ts';
import { chargingBehaviors } from './charging.ts';
import { environmentBehaviors } from './environment.ts';
import { fallingObjectsBehaviors } from './falling-objects.ts';
import { fireAlarmBehaviors } from './fire-alarm.ts';
import { patrolBehaviors } from './patrol.ts';
import { perimeterBehaviors } from './perimeter.ts';

/** How every kind of device behaves, by kind. */
export const BEHAVIORS: ReadonlyMap<string, Behavior> = new Map(
  [
    fireAlarmBehaviors,
    perimeterBehaviors,
    fallingObjectsBehaviors,
    chargingBehaviors,
    environmentBehaviors,
    patrolBehaviors,
  ].flatMap((behaviors) => Object.entries(behaviors)),
);
