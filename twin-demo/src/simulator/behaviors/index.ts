import type { Behavior } from '../behavior.ts';
import { accessControlBehaviors } from './access-control.ts';
import { broadcastBehaviors } from './broadcast.ts';
import { chargingBehaviors } from './charging.ts';
import { ebikeBehaviors } from './ebike.ts';
import { elevatorBehaviors } from './elevator.ts';
import { energyBehaviors } from './energy.ts';
import { environmentBehaviors } from './environment.ts';
import { fallingObjectsBehaviors } from './falling-objects.ts';
import { fireAlarmBehaviors } from './fire-alarm.ts';
import { fireFacilitiesBehaviors } from './fire-facilities.ts';
import { gatewayBehaviors } from './gateway.ts';
import { manholeBehaviors } from './manhole.ts';
import { parkingBehaviors } from './parking.ts';
import { patrolBehaviors } from './patrol.ts';
import { perimeterBehaviors } from './perimeter.ts';
import { secondaryWaterBehaviors } from './secondary-water.ts';
import { streetLampBehaviors } from './street-lamp.ts';
import { videoBehaviors } from './video.ts';

/** How every kind of device behaves, by kind. */
export const BEHAVIORS: ReadonlyMap<string, Behavior> = new Map(
  [
    fireAlarmBehaviors,
    fireFacilitiesBehaviors,
    perimeterBehaviors,
    fallingObjectsBehaviors,
    chargingBehaviors,
    ebikeBehaviors,
    videoBehaviors,
    broadcastBehaviors,
    elevatorBehaviors,
    environmentBehaviors,
    manholeBehaviors,
    secondaryWaterBehaviors,
    streetLampBehaviors,
    energyBehaviors,
    gatewayBehaviors,
    accessControlBehaviors,
    parkingBehaviors,
    patrolBehaviors,
  ].flatMap((behaviors) => Object.entries(behaviors)),
);
